package io.rmahub.unit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rmahub.engine.processing.InvalidMessageException;
import io.rmahub.unit.ReadingFields.Value;
import io.rmahub.unit.model.ImplausibleValue;
import io.rmahub.unit.model.Plausibility;
import io.rmahub.unit.model.Reading;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** A reading while it is read; values may come as numbers or as texts. */
final class ReadingDraft {

    private static final int LONGEST_TEXT = 64;
    private static final int MOST_FAULT_CODES = 100;
    /** A number with more digits, or an exponent like 1e999999999, is no measurement and costs memory. */
    private static final int LONGEST_NUMBER = 30;
    private static final int MOST_DECIMALS = 12;

    private final Plausibility plausibility;
    private List<ImplausibleValue> implausibleValues = List.of();
    boolean cloudEvent;
    boolean hasData;
    /** Of the envelope; counts when the reading itself has none. */
    String time;
    String subject;
    private String observedAt;
    private String serial;
    private Boolean online = Boolean.TRUE;
    private String cellFirmware;
    private String bmsFirmware;
    private BigDecimal soh;
    private BigDecimal throughput;
    private Long cycles;
    private BigDecimal minTemperature;
    private BigDecimal maxTemperature;
    private List<String> faultCodes = List.of();

    ReadingDraft(Plausibility plausibility) {
        this.plausibility = plausibility;
    }

    List<ImplausibleValue> implausibleValues() {
        return implausibleValues;
    }

    /** @param token the value's first token; its last one is current afterwards */
    void take(Value value, JsonParser json, JsonToken token) throws IOException {
        switch (value) {
            case OBSERVED_AT -> observedAt = text(json, token);
            case SERIAL_NUMBER -> serial = text(json, token);
            case ONLINE -> online = online(json, token);
            case CELL_FIRMWARE -> cellFirmware = firmware(json, token);
            case BMS_FIRMWARE -> bmsFirmware = firmware(json, token);
            case SOH -> soh = soh(json, token);
            case THROUGHPUT -> {
                BigDecimal number = number(json, token);
                throughput = number == null ? null : plausible(number, plausibility.throughput(number));
            }
            case CYCLES -> {
                BigDecimal number = number(json, token);
                BigDecimal whole = number == null ? null : plausible(number, plausibility.cycles(number));
                cycles = whole == null ? null : (Long) whole.longValue();
            }
            case MIN_TEMPERATURE -> minTemperature = temperature(json, token);
            case MAX_TEMPERATURE -> maxTemperature = temperature(json, token);
            case FAULT_CODES -> faultCodes = faultCodes(json, token);
        }
    }

    Reading reading(String key, ZoneId zone, Instant now) {
        String unit = serial(key);
        String taken = observedAt != null ? observedAt : time;
        if (taken == null) {
            throw new InvalidMessageException("the observed time is missing");
        }
        Instant at = ObservedTime.of(taken, zone);
        String refusal = plausibility.refusalOf(at, now);
        if (refusal != null) {
            throw new InvalidMessageException(refusal);
        }
        return new Reading(unit, at, online, cellFirmware, bmsFirmware, soh, throughput, cycles, minTemperature,
                maxTemperature, faultCodes);
    }

    /** Key, subject and field; whoever is given must be the same unit. */
    private String serial(String key) {
        String found = key == null || key.isBlank() ? null : key.strip();
        for (String other : new String[] {serial, subject}) {
            String plain = other == null || other.isBlank() ? null : other.strip();
            if (found == null) {
                found = plain;
            } else if (plain != null && other == serial && !plain.equals(found)) {
                throw new InvalidMessageException("key and reading name different serial numbers");
            }
        }
        if (found == null) {
            throw new InvalidMessageException("the serial number is missing");
        }
        if (found.length() > LONGEST_TEXT || !printable(found)) {
            throw new InvalidMessageException(
                    "the serial number is longer than " + LONGEST_TEXT + " or not printable ASCII");
        }
        return found;
    }

    private BigDecimal soh(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            reject(ImplausibleValue.SOH_NULL);
            return null;
        }
        BigDecimal number = number(json, token);
        return number == null ? null : plausible(number, plausibility.soh(number));
    }

    private BigDecimal temperature(JsonParser json, JsonToken token) throws IOException {
        BigDecimal number = number(json, token);
        return number == null ? null : plausible(number, plausibility.temperature(number));
    }

    private String firmware(JsonParser json, JsonToken token) throws IOException {
        String version = text(json, token);
        if (version == null) {
            return null;
        }
        String plain = version.strip();
        if (plain.length() > LONGEST_TEXT || !printable(plain)) {
            reject(ImplausibleValue.UNREADABLE);
            return null;
        }
        return plausible(plain, plausibility.firmware(plain));
    }

    private Boolean online(JsonParser json, JsonToken token) throws IOException {
        String word = text(json, token);
        if (word == null) {
            return null;
        }
        switch (word.strip()) {
            case "true", "online", "1":
                return true;
            case "false", "offline", "0":
                return false;
            default:
                reject(ImplausibleValue.UNREADABLE);
                return null;
        }
    }

    private List<String> faultCodes(JsonParser json, JsonToken token) throws IOException {
        List<String> codes = new ArrayList<>();
        if (token != JsonToken.START_ARRAY) {
            addCode(codes, text(json, token));
            return codes;
        }
        for (JsonToken each = json.nextToken(); each != JsonToken.END_ARRAY; each = json.nextToken()) {
            addCode(codes, text(json, each));
        }
        return codes;
    }

    private void addCode(List<String> codes, String code) {
        if (code == null || code.isBlank()) {
            return;
        }
        if (codes.size() == MOST_FAULT_CODES || code.strip().length() > LONGEST_TEXT || !printable(code.strip())) {
            reject(ImplausibleValue.UNREADABLE);
        } else {
            codes.add(code.strip());
        }
    }

    /** Null for null, and for what is no number: that counts as implausible. */
    private BigDecimal number(JsonParser json, JsonToken token) throws IOException {
        String text = text(json, token);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            if (text.length() <= LONGEST_NUMBER) {
                BigDecimal number = new BigDecimal(text.strip());
                if (Math.abs(number.scale()) <= MOST_DECIMALS) {
                    return number;
                }
            }
        } catch (NumberFormatException e) {
            // Implausible, below.
        }
        reject(ImplausibleValue.UNREADABLE);
        return null;
    }

    /** The text of a scalar; null for null, and for an object or an array, which are implausible. */
    private String text(JsonParser json, JsonToken token) throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token.isScalarValue()) {
            return json.getText();
        }
        json.skipChildren();
        reject(ImplausibleValue.UNREADABLE);
        return null;
    }

    private <T> T plausible(T value, ImplausibleValue reason) {
        if (reason == null) {
            return value;
        }
        reject(reason);
        return null;
    }

    private void reject(ImplausibleValue reason) {
        if (implausibleValues.isEmpty()) {
            implausibleValues = new ArrayList<>(2);
        }
        implausibleValues.add(reason);
    }

    /** Anything else, U+0000 above all, might be refused by the database, and with it a whole batch. */
    private static boolean printable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
