package io.rmahub.camel.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.rmahub.engine.delivery.Cause;
import io.rmahub.engine.mapping.MappingException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Map;
import org.apache.camel.CamelExchangeException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.CannotCreateTransactionException;

/** The table of failures, as a person reads it: {@code delivery/failures.csv}. */
class FailureTableTest {

    private static final Map<String, Throwable> FAILURES = Map.ofEntries(
            Map.entry("no such host", new UnknownHostException()),
            Map.entry("connection refused", new ConnectException()),
            Map.entry("no route to host", new NoRouteToHostException()),
            Map.entry("connection not made in time", new ConnectTimeoutException("")),
            Map.entry("connection to token endpoint not made in time",
                    new UncheckedIOException(new HttpConnectTimeoutException(""))),
            Map.entry("connection closed without an answer", new NoHttpResponseException("")),
            Map.entry("connection reset", new SocketException()),
            Map.entry("input or output fault of no other kind",
                    new CamelExchangeException("", null, new IOException())),
            Map.entry("broker without a leader", new LeaderNotAvailableException("")),
            Map.entry("no answer in time", new SocketTimeoutException()),
            Map.entry("no answer from token endpoint in time", new UncheckedIOException(new HttpTimeoutException(""))),
            Map.entry("breaker is open",
                    CallNotPermittedException.createCallNotPermittedException(CircuitBreaker.ofDefaults("target"))),
            Map.entry("mail server refuses for now", new MessagingException("450 later")),
            Map.entry("mail server closes the connection", new MessagingException("", new SocketException())),
            Map.entry("token refused with 400", HttpStatusException.withoutToken(400, null)),
            Map.entry("token refused with 401", HttpStatusException.withoutToken(401, null)),
            Map.entry("token endpoint answers 429", HttpStatusException.withoutToken(429, null)),
            Map.entry("token endpoint answers 503", HttpStatusException.withoutToken(503, null)),
            Map.entry("token missing in the answer", HttpStatusException.withoutToken(200, null)),
            Map.entry("no id in the answer", HttpStatusException.refusal(200, null, "")),
            Map.entry("mapping fails", new MappingException("targets/any", "no such field", null)),
            Map.entry("database is away", new IllegalStateException(new DataAccessResourceFailureException(""))),
            Map.entry("database deadlock", new CannotAcquireLockException("")),
            Map.entry("no transaction begins", new CannotCreateTransactionException("")),
            Map.entry("value does not fit the database", new DataIntegrityViolationException("")),
            Map.entry("anything else", new IllegalStateException()));

    @ParameterizedTest
    @CsvFileSource(resources = "/delivery/failures.csv", numLinesToSkip = 1)
    void what(String failure, Cause cause, boolean retriable, boolean countsForBreaker, boolean releasedByRecovery) {
        Throwable thrown = failure.matches("\\d+")
                ? new HttpStatusException(Integer.parseInt(failure), null, null) : FAILURES.get(failure);
        assertThat(thrown).as(failure).isNotNull();
        assertThat(CauseClassifier.causeOf(thrown)).isEqualTo(cause);
        assertThat(cause.retriable()).isEqualTo(retriable);
        assertThat(cause.opensBreaker()).isEqualTo(countsForBreaker);
        assertThat(cause.releasedByRecovery()).isEqualTo(releasedByRecovery);
    }
}
