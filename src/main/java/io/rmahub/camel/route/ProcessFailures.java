package io.rmahub.camel.route;

import io.rmahub.engine.delivery.Cause;
import io.rmahub.engine.delivery.RetrySchedule;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ledger.MessageState;
import io.rmahub.engine.ledger.OpenMessage;
import io.rmahub.engine.ledger.Settlements;
import io.rmahub.engine.mapping.MappingException;
import io.rmahub.engine.processing.InvalidMessageException;
import io.rmahub.engine.settings.RetrySettings;
import io.rmahub.engine.settings.SourceSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What becomes of a message whose processing failed: later, or quarantine with the reason.
 *
 * <p>An unreachable database is not the message's fault: after a breath it is handed over again.
 */
@Component("processFailures")
public final class ProcessFailures {

    private static final Logger log = LoggerFactory.getLogger(ProcessFailures.class);

    private static final Duration BREATH = Duration.ofSeconds(1);
    /** A message whose source is no longer configured, say, waits for a person and disturbs nobody meanwhile. */
    private static final Duration NOT_BEGUN = Duration.ofMinutes(5);

    private final ProcessSteps steps;
    private final Settlements settlements;
    private final WorkDispatcher handOver;
    private final Clock clock;

    public ProcessFailures(ProcessSteps steps, Settlements settlements, WorkDispatcher handOver, Clock clock) {
        this.steps = steps;
        this.settlements = settlements;
        this.handOver = handOver;
        this.clock = clock;
    }

    public void handle(Exchange exchange) throws InterruptedException {
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ProcessingContext passage = exchange.getProperty(ProcessSteps.PASSAGE, ProcessingContext.class);
        UUID work = exchange.getProperty(ProcessSteps.WORK, UUID.class);
        if (databaseIsDown(thrown)) {
            log.warn("A message waits for the database: {}", CauseClassifier.line(thrown));
            Thread.sleep(BREATH.toMillis());
            handOver.messageAgain(work, null, "d" + clock.millis());
            return;
        }
        if (passage == null) {
            log.error("Message {} could not be begun", work, thrown);
            settlements.postpone(work, clock.instant().plus(NOT_BEGUN), CauseClassifier.line(thrown));
            return;
        }
        log.debug("Message {} failed", passage.message().id(), thrown);
        if (thrown instanceof InvalidMessageException unfit) {
            steps.settle(passage, MessageState.QUARANTINED, unfit.getMessage(), unfit.path());
        } else if (thrown instanceof MappingException failure) {
            steps.settle(passage, MessageState.QUARANTINED, "mapping " + failure.mapping() + ": " + failure.reason(), null);
        } else if (thrown instanceof DataIntegrityViolationException) {
            steps.settle(passage, MessageState.QUARANTINED, "does not fit the database: " + CauseClassifier.line(thrown), null);
        } else {
            later(passage, exchange.getProperty("asked", String.class), thrown);
        }
    }

    private static boolean databaseIsDown(Exception thrown) {
        return thrown instanceof DataAccessResourceFailureException || thrown instanceof TransientDataAccessException
                || thrown instanceof TransactionException;
    }

    private void later(ProcessingContext passage, String asked, Exception thrown) {
        OpenMessage message = passage.message();
        SourceSettings source = passage.source();
        Cause cause = CauseClassifier.causeOf(thrown);
        RetrySettings retry = cause == Cause.NOT_FOUND && source.fetch() != null
                ? new RetrySettings(source.fetch().notFound(), source.retry().jitter())
                : source.retry();
        Instant now = clock.instant();
        Optional<Instant> next = cause.retriable() || cause == Cause.NOT_FOUND
                ? new RetrySchedule(retry, () -> ThreadLocalRandom.current().nextDouble())
                        .next(message.attempts() + 1, now, null)
                : Optional.empty();
        String reason = reason(passage, cause, asked, thrown);
        if (next.isPresent()) {
            settlements.postpone(message.id(), next.get(), reason);
        } else {
            steps.settle(passage, MessageState.QUARANTINED, reason, null);
        }
    }

    /** @param asked what the enriching route had asked for, or null */
    private static String reason(ProcessingContext passage, Cause cause, String asked, Exception thrown) {
        return cause == Cause.NOT_FOUND && asked != null
                ? passage.message().source() + " does not know " + asked
                : cause + " " + CauseClassifier.line(thrown);
    }
}
