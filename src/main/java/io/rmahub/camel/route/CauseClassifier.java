package io.rmahub.camel.route;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.rmahub.engine.delivery.Cause;
import io.rmahub.engine.delivery.FailureTable;
import io.rmahub.engine.delivery.FailureTable.Row;
import jakarta.mail.MessagingException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.kafka.common.errors.RetriableException;

/** Reads the cause off whatever a call threw: {@link FailureTable} with the exceptions of the routes' clients. */
final class CauseClassifier {

    private static final FailureTable TABLE = FailureTable.STANDARD.with(
            Row.known(HttpStatusException.class, HttpStatusException::cause),
            Row.of(CallNotPermittedException.class, Cause.CIRCUIT_OPEN),
            Row.of(ConnectTimeoutException.class, Cause.UNREACHABLE),
            Row.of(NoHttpResponseException.class, Cause.UNREACHABLE),
            // Kafka's word for a broker that is away, or has no leader for the topic at the moment.
            Row.of(RetriableException.class, Cause.UNREACHABLE),
            // A mail server's refusal has its I/O fault inside; without one it answered.
            Row.innermost(MessagingException.class, Cause.SERVER_ERROR));

    private static final int LONGEST_LINE = 500;

    private CauseClassifier() {
    }

    static Cause causeOf(Throwable thrown) {
        return TABLE.causeOf(thrown);
    }

    /** One line for people: type and text of the exception, without a stack trace. */
    static String line(Throwable thrown) {
        String text = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        String line = thrown.getClass().getSimpleName() + text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE);
    }
}
