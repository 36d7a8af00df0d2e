package io.rmahub.unit;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which JSON field holds what: each value's own name, and the further names that are configured. */
final class ReadingFields {

    /** What a reading may hold. */
    enum Value {
        OBSERVED_AT("observedAt"),
        SERIAL_NUMBER("serialNumber"),
        ONLINE("online"),
        CELL_FIRMWARE("cellFirmware"),
        BMS_FIRMWARE("bmsFirmware"),
        SOH("soh"),
        THROUGHPUT("lifetimeThroughputKwh"),
        CYCLES("cycles"),
        MIN_TEMPERATURE("minCellTemperature"),
        MAX_TEMPERATURE("maxCellTemperature"),
        FAULT_CODES("faultCodes");

        private final String field;

        Value(String field) {
            this.field = field;
        }
    }

    private final Map<String, Value> byName = new HashMap<>();

    /**
     * @param further names by the value's own name
     * @throws IllegalArgumentException for a value that there is not, or a name that is given twice
     */
    ReadingFields(Map<String, List<String>> further) {
        for (Value value : Value.values()) {
            byName.put(value.field, value);
        }
        further.forEach((field, names) -> names.forEach(name -> {
            Value other = byName.put(name, of(field));
            if (other != null && other != of(field)) {
                throw new IllegalArgumentException(
                        "hub.telemetry.fields." + field + ": " + name + " is " + other.field + " already");
            }
        }));
    }

    private static Value of(String field) {
        return Arrays.stream(Value.values()).filter(value -> value.field.equals(field)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("hub.telemetry.fields." + field + ": there is only "
                        + Arrays.stream(Value.values()).map(value -> value.field).collect(Collectors.joining(", "))));
    }

    /** Null for a field that is of no interest. */
    Value named(String name) {
        return byName.get(name);
    }
}
