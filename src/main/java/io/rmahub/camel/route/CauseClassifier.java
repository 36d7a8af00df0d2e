package io.rmahub.camel.route;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.rmahub.engine.delivery.Cause;
import io.rmahub.engine.mapping.MappingException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.kafka.common.errors.RetriableException;

/** Reads the cause class off whatever a call threw. */
final class CauseClassifier {

    private static final int DEEPEST = 10;

    private CauseClassifier() {
    }

    static Cause causeOf(Throwable thrown) {
        Throwable current = thrown;
        for (int depth = 0; current != null && depth < DEEPEST; depth++) {
            Cause cause = known(current);
            if (cause != null) {
                return cause;
            }
            current = current.getCause();
        }
        return Cause.INTERNAL;
    }

    private static Cause known(Throwable thrown) {
        if (thrown instanceof HttpStatusException answer) {
            return answer.cause();
        } else if (thrown instanceof CallNotPermittedException) {
            return Cause.CIRCUIT_OPEN;
        } else if (thrown instanceof MappingException) {
            return Cause.MAPPING;
        } else if (thrown instanceof ConnectTimeoutException || thrown instanceof UnknownHostException
                || thrown instanceof ConnectException || thrown instanceof NoRouteToHostException
                || thrown instanceof NoHttpResponseException) {
            return Cause.UNREACHABLE;
        } else if (thrown instanceof SocketTimeoutException || thrown instanceof TimeoutException) {
            return Cause.TIMEOUT;
        } else if (thrown instanceof SocketException || thrown instanceof RetriableException) {
            // The latter is Kafka's word for a broker that is away, or has no leader for the topic at the moment.
            return Cause.UNREACHABLE;
        }
        // A mail server's refusal has its I/O fault inside; without one it answered.
        if (thrown instanceof MessagingException mail && mail.getCause() == null) {
            return Cause.SERVER_ERROR;
        }
        return thrown instanceof IOException && thrown.getCause() == null ? Cause.UNREACHABLE : null;
    }

    /** One line for people: the type and text of the innermost known cause, without a stack trace. */
    static String line(Throwable thrown) {
        String text = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
        String line = thrown.getClass().getSimpleName() + text.replaceAll("\\s+", " ");
        return line.length() <= 500 ? line : line.substring(0, 500);
    }
}
