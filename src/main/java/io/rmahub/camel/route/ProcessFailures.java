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
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

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
    private final WorkDispatcher dispatcher;
    private final Clock clock;

    ProcessFailures(ProcessSteps steps, Settlements settlements, WorkDispatcher dispatcher, Clock clock) {
        this.steps = steps;
        this.settlements = settlements;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** Handles the exception that Camel caught. */
    public void handle(Exchange exchange) throws InterruptedException {
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        ProcessingContext context = ProcessingContext.of(exchange);
        if (context == null) {
            log.error("Something was handed over that is no message", thrown);
            return;
        }
        Cause cause = CauseClassifier.causeOf(thrown);
        if (cause == Cause.DATABASE) {
            log.warn("A message waits for the database: {}", CauseClassifier.line(thrown));
            Thread.sleep(BREATH.toMillis());
            dispatcher.messageAgain(context.messageId(), null, "d" + clock.millis());
            return;
        }
        if (!context.open()) {
            log.error("Message {} could not be begun", context.messageId(), thrown);
            settlements.postpone(context.messageId(), clock.instant().plus(NOT_BEGUN), CauseClassifier.line(thrown));
            return;
        }
        if (log.isDebugEnabled()) {
            log.debug("Message {} failed after {}", context.messageId(), StepTrace.of(exchange), thrown);
        }
        if (thrown instanceof InvalidMessageException invalid) {
            steps.settle(context, MessageState.QUARANTINED, invalid.getMessage(), invalid.path());
        } else if (thrown instanceof MappingException failure) {
            steps.settle(context, MessageState.QUARANTINED, "mapping " + failure.mapping() + ": " + failure.reason(),
                    null);
        } else if (thrown instanceof DataIntegrityViolationException) {
            steps.settle(context, MessageState.QUARANTINED,
                    "does not fit the database: " + CauseClassifier.line(thrown), null);
        } else {
            retry(context, cause, thrown);
        }
    }

    private void retry(ProcessingContext context, Cause cause, Exception thrown) {
        OpenMessage message = context.message();
        SourceSettings source = context.source();
        RetrySettings retry = cause == Cause.NOT_FOUND && source.fetch() != null
                ? new RetrySettings(source.fetch().notFound(), source.retry().jitter())
                : source.retry();
        Instant now = clock.instant();
        Optional<Instant> next = cause.retriable() || cause == Cause.NOT_FOUND
                ? new RetrySchedule(retry, () -> ThreadLocalRandom.current().nextDouble())
                        .next(message.attempts() + 1, now, null)
                : Optional.empty();
        String reason = reason(context, cause, thrown);
        if (next.isPresent()) {
            settlements.postpone(message.id(), next.get(), reason);
        } else {
            steps.settle(context, MessageState.QUARANTINED, reason, null);
        }
    }

    private static String reason(ProcessingContext context, Cause cause, Exception thrown) {
        return cause == Cause.NOT_FOUND && context.fetched() != null
                ? context.message().source() + " does not know " + context.fetched()
                : cause + " " + CauseClassifier.line(thrown);
    }
}
