package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.shipment.model.Direction;
import io.rmahub.shipment.model.ShipOrder;
import io.rmahub.shipment.model.TrackingNumber;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a {@link ShipOrder} from JSON and tells everything that is wrong with it at once. */
final class ShipOrderReader {

    private static final Set<String> FIELDS = Set.of("carrier", "trackingNumber", "direction", "shippedAt", "docket",
            "from", "to", "expectedAt");
    /** As in shipment.status-changed.v1. */
    private static final Pattern CARRIER = Pattern.compile("[a-z0-9][a-z0-9_-]{0,49}");
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_PLACE = 200;

    private final JsonNode body;
    private final List<String> problems = new ArrayList<>();

    ShipOrderReader(JsonNode body) {
        this.body = body;
    }

    /** Only good if there are no {@link #problems}. */
    ShipOrder read() {
        body.fieldNames().forEachRemaining(field -> {
            if (!FIELDS.contains(field)) {
                problems.add("there is no field " + shown(field));
            }
        });
        return new ShipOrder(carrier(), trackingNumber(), direction(), time("shippedAt"),
                text("docket", LONGEST_NUMBER), text("from", LONGEST_PLACE), text("to", LONGEST_PLACE),
                time("expectedAt"));
    }

    List<String> problems() {
        return problems;
    }

    private String carrier() {
        String carrier = text("carrier", LONGEST_NUMBER);
        String slug = carrier == null ? null : carrier.toLowerCase(Locale.ROOT);
        if (slug == null || !CARRIER.matcher(slug).matches()) {
            problems.add("carrier is required: letters, digits, - and _, for example dhl");
        }
        return slug;
    }

    private String trackingNumber() {
        String number = text("trackingNumber", LONGEST_NUMBER);
        if (number == null || TrackingNumber.normalised(number).isEmpty()) {
            problems.add("trackingNumber is required");
        }
        return number;
    }

    private Direction direction() {
        String direction = text("direction", LONGEST_NUMBER);
        return Arrays.stream(Direction.values()).filter(each -> each.name().equals(direction)).findFirst()
                .orElseGet(() -> {
                    problems.add("direction is required: one of " + Arrays.toString(Direction.values()));
                    return null;
                });
    }

    private Instant time(String field) {
        String time = text(field, LONGEST_NUMBER);
        try {
            return time == null ? null : OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeException e) {
            problems.add(field + " is a time with offset, for example 2026-03-02T09:15:00+01:00");
            return null;
        }
    }

    private String text(String field, int longest) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > longest
                || value.asText().indexOf('\u0000') >= 0) {
            problems.add(field + " is a text of 1 to " + longest + " characters");
            return null;
        }
        return value.asText().strip();
    }

    private static String shown(String field) {
        return field.length() <= 50 ? field : field.substring(0, 50) + "…";
    }
}
