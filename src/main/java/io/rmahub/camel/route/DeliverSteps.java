package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.delivery.Attempt;
import io.rmahub.engine.delivery.Cause;
import io.rmahub.engine.delivery.ClaimedDelivery;
import io.rmahub.engine.delivery.DeliveryLeases;
import io.rmahub.engine.delivery.DeliveryRecorder;
import io.rmahub.engine.delivery.QueuedDelivery;
import io.rmahub.engine.delivery.Receipts;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ingress.AdmissionControl;
import io.rmahub.engine.settings.HubSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of a delivery that are the same for every kind of endpoint, as the deliver route calls them. */
@Component("deliverSteps")
public final class DeliverSteps {

    private static final Logger log = LoggerFactory.getLogger(DeliverSteps.class);
    private static final Duration BREATH = Duration.ofSeconds(1);
    private static final int LONGEST_RESPONSE = 4_000;
    private static final String ROUTE = "deliver-";

    private final HubSettings settings;
    private final AdmissionControl admission;
    private final DeliveryLeases leases;
    private final DeliveryRecorder recorder;
    private final Receipts receipts;
    private final AnswerReader answers;
    private final CallSteps calls;
    private final WorkDispatcher dispatcher;
    private final Clock clock;

    DeliverSteps(HubSettings settings, AdmissionControl admission, DeliveryLeases leases, DeliveryRecorder recorder,
                 Receipts receipts, AnswerReader answers, CallSteps calls, WorkDispatcher dispatcher, Clock clock) {
        this.settings = settings;
        this.admission = admission;
        this.leases = leases;
        this.recorder = recorder;
        this.receipts = receipts;
        this.answers = answers;
        this.calls = calls;
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    /** Body: a delivery id. Its context says whether it is ours to call; it may be done, being called, or not due. */
    public void claim(Exchange exchange) {
        admission.yieldToIngress();
        Message message = exchange.getMessage();
        boolean redelivered = message.getHeader("JMSRedelivered", false, Boolean.class);
        UUID id = UUID.fromString(message.getBody(String.class));
        DeliveryContext context = new DeliveryContext(id);
        exchange.setProperty(ProcessingContext.PROPERTY, context);
        leases.claim(id, redelivered).ifPresent(delivery -> context.claim(delivery, clock.instant()));
        message.removeHeaders("*");
    }

    /** Records a success, and hands the answer to those who want it. */
    public void delivered(Exchange exchange) {
        DeliveryContext context = DeliveryContext.of(exchange);
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        String response = status == null ? null : exchange.getMessage().getBody(String.class);
        JsonNode answer = receipts.wanted(context.delivery()) ? answer(context, response) : null;
        if (answer != null) {
            receipts.complaint(context.delivery(), answer).ifPresent(complaint -> {
                throw HttpStatusException.refusal(status == null ? 0 : status, response, complaint);
            });
        }
        recorder.record(attempt(context, status, response, answer, null, null, null));
    }

    private JsonNode answer(DeliveryContext context, String response) {
        return context.answer() == null ? answers.read(response) : context.answer();
    }

    /**
     * Records whatever went wrong. A claim that failed because the database is away is handed over again after a
     * breath; an outcome that could not be written waits for the end of the claim's lease.
     */
    public void failed(Exchange exchange) throws InterruptedException {
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        DeliveryContext context = DeliveryContext.of(exchange);
        if (context == null) {
            log.error("{} was handed something that is no delivery", exchange.getFromRouteId(), thrown);
            return;
        }
        Cause cause = CauseClassifier.causeOf(thrown);
        if (!context.claimed() || cause == Cause.DATABASE) {
            log.warn("A delivery waits for the database: {}", CauseClassifier.line(thrown));
            Thread.sleep(BREATH.toMillis());
            handOverAgain(exchange, context);
            return;
        }
        ClaimedDelivery delivery = context.delivery();
        if (log.isDebugEnabled()) {
            log.debug("Delivery {} to {} failed after {}", delivery.id(), delivery.target(), StepTrace.of(exchange),
                    thrown);
        }
        if (cause == Cause.UNAUTHORIZED) {
            calls.forgetToken(settings.target(delivery.target()).auth());
        }
        String error = CauseClassifier.line(thrown);
        recorder.record(thrown instanceof HttpStatusException answer
                ? attempt(context, answer.status(), answer.body(), null, cause, error, answer.retryAfter())
                : attempt(context, null, null, null, cause, error, null));
    }

    private void handOverAgain(Exchange exchange, DeliveryContext context) {
        String target = exchange.getFromRouteId().substring(ROUTE.length());
        dispatcher.deliveriesAgain(List.of(new QueuedDelivery(context.deliveryId(), target, 0)), "d" + clock.millis());
    }

    private Attempt attempt(DeliveryContext context, Integer status, String response, JsonNode answer, Cause cause,
                            String error, Duration retryAfter) {
        Instant started = context.startedAt();
        return new Attempt(context.delivery(), started, Duration.between(started, clock.instant()), context.request(),
                status, cut(response), answer, cause, error, retryAfter);
    }

    private static String cut(String text) {
        if (text == null) {
            return null;
        }
        String storable = text.replace("\u0000", "");
        return storable.length() <= LONGEST_RESPONSE ? storable : storable.substring(0, LONGEST_RESPONSE);
    }
}
