package io.rmahub.camel.route;

import io.rmahub.engine.delivery.Cause;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * A system answered, but not with success.
 *
 * @see #cause()
 */
public final class HttpStatusException extends RuntimeException {

    private final int status;
    private final transient String body;
    private final transient Duration retryAfter;
    private final Cause cause;

    HttpStatusException(int status, String body, Duration retryAfter) {
        // Most answers are good ones and never thrown.
        super("HTTP " + status, null, false, false);
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
        this.cause = Cause.ofStatus(status);
    }

    private HttpStatusException(int status, String body, String refusal) {
        super(refusal);
        this.status = status;
        this.body = body;
        this.retryAfter = null;
        this.cause = Cause.REJECTED;
    }

    /** The system understood and said no, although its status does not say so. */
    static HttpStatusException refusal(int status, String body, String refusal) {
        return new HttpStatusException(status, body, refusal);
    }

    int status() {
        return status;
    }

    String body() {
        return body;
    }

    Duration retryAfter() {
        return retryAfter;
    }

    Cause cause() {
        return cause;
    }

    /** {@code Retry-After} in seconds or as a date (RFC 9110 §10.2.3); null if absent or unreadable. */
    static Duration retryAfter(String header, Instant now) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        try {
            return text.chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(text))
                    : Duration.between(now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }
}
