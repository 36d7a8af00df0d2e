package io.rmahub.unit.model;

import java.util.Locale;

/** Why a value counts as not reported; in the terms of SunSpec where it has any. */
public enum ImplausibleValue {

    SOH_NULL("the state of health is null: the unit does not report it"),
    SOH_NOT_IMPLEMENTED("65535 and 32768 are what SunSpec models give for a point that is not implemented"),
    SOH_ZERO("a state of health of 0 is how clouds write that it is not reported"),
    SOH_OUT_OF_RANGE("a state of health is a percentage above 0 up to 100"),
    THROUGHPUT_NOT_IMPLEMENTED("4294967295 is what SunSpec models give for a point that is not implemented"),
    THROUGHPUT_OUT_OF_RANGE("an energy throughput is not negative, and no unit lives to see the configured ceiling"),
    THROUGHPUT_FALLS("a lifetime throughput never falls: the meter was changed or rolled over; "
            + "the highest value is kept"),
    CYCLES_OUT_OF_RANGE("a number of cycles is a whole number from 0 to 100,000"),
    TEMPERATURE_OUT_OF_RANGE("a cell that reports is between -60 and 150 °C"),
    FIRMWARE_NOT_REPORTED("the firmware's version is blank, or says that it is not known"),
    UNREADABLE("the value has another type than its field");

    private final String reason;

    ImplausibleValue(String reason) {
        this.reason = reason;
    }

    /** As counters and tables name it: {@code soh-null}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String reason() {
        return reason;
    }
}
