package io.rmahub.camel.route;

import io.rmahub.engine.delivery.Cause;
import io.rmahub.engine.delivery.FailureTable;
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
        this("HTTP " + status, status, body, retryAfter, FailureTable.ofStatus(status));
    }

    private HttpStatusException(String message, int status, String body, Duration retryAfter, Cause cause) {
        // Without a stack trace: thousands may come in a row, and the status says it all.
        super(message, null, false, false);
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
        this.cause = cause;
    }

    /** The system understood and said no, although its status does not say so. */
    static HttpStatusException refusal(int status, String body, String refusal) {
        return new HttpStatusException(refusal, status, body, null, Cause.REJECTED);
    }

    /**
     * The token endpoint gave no token. What it says no to are the hub's credentials, never the call for which the
     * token was asked; RFC 6749 §5.2 has it say so by 400 too.
     */
    static HttpStatusException withoutToken(int status, Duration retryAfter) {
        Cause cause = status < 300 ? Cause.UNAUTHORIZED : FailureTable.ofStatus(status);
        return new HttpStatusException("The token endpoint gave no token: HTTP " + status, status, null, retryAfter,
                cause.retriable() ? cause : Cause.UNAUTHORIZED);
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
                    : Duration.between(now,
                            ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }
}
