package io.rmahub.camel.route;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.rmahub.engine.delivery.Cause;
import io.rmahub.engine.delivery.FailureTable;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.PollSettings;
import io.rmahub.shipment.polling.CarrierPolling;
import io.rmahub.shipment.polling.PollAnswers;
import io.rmahub.shipment.polling.PollRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of polling a carrier, as the poll route calls them. */
@Component("pollSteps")
public final class PollSteps {

    private static final Logger log = LoggerFactory.getLogger(PollSteps.class);
    private final HubSettings settings;
    private final CarrierPolling polling;
    private final PollAnswers answers;
    private final CallSteps calls;

    PollSteps(HubSettings settings, CarrierPolling polling, PollAnswers answers, CallSteps calls) {
        this.settings = settings;
        this.polling = polling;
        this.answers = answers;
        this.calls = calls;
    }

    /** Leaves the due requests as the body and a {@link PollContext}; no context if there are none. */
    public void begin(Exchange exchange, String source) {
        polling.begin(source).ifPresent(run -> {
            exchange.setProperty(ProcessingContext.PROPERTY, new PollContext(run));
            exchange.getMessage().setBody(run.requests());
        });
    }

    /** Body: one request. Makes the call of it. */
    public void translate(Exchange exchange, @Body PollRequest poll) {
        PollContext context = PollContext.of(exchange);
        PollSettings carrier = settings.source(context.run().source()).poll();
        PollSettings.Request request = carrier.request();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        String path = filled(request, request.path(), poll, PollSteps::encoded);
        String query = filled(request, request.query(), poll, PollSteps::encoded);
        message.setHeader(Exchange.HTTP_METHOD, request.method());
        message.setHeader(Exchange.HTTP_PATH, path);
        if (!query.isEmpty()) {
            message.setHeader(Exchange.HTTP_QUERY, query);
        }
        message.setHeader("Accept", "application/json");
        if (request.body().isEmpty()) {
            message.setBody(null);
        } else {
            message.setHeader(Exchange.CONTENT_TYPE, "application/json");
            message.setBody(filled(request, request.body(), poll, PollSteps::quoted));
        }
        request.headers().forEach(message::setHeader);
        context.begin(poll, request.method() + " " + path + (query.isEmpty() ? "" : "?" + query)
                + (request.body().isEmpty() ? "" : " " + String.join(",", poll.numbers())));
        calls.authorise(message, carrier.auth());
    }

    private static String filled(PollSettings.Request request, String template, PollRequest poll,
                                 UnaryOperator<String> escape) {
        return template.replace("{numbers}", poll.numbers().stream()
                .map(number -> request.each().replace("{number}", escape.apply(number)))
                .collect(Collectors.joining(request.separator())));
    }

    private static String encoded(String number) {
        return URLEncoder.encode(number, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String number) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(number));
    }

    /**
     * Body: what the carrier answered. A refusal that would be repeated says that it is well and has no answer to just
     * this request.
     */
    public void acceptAnswer(Exchange exchange) {
        PollContext context = PollContext.of(exchange);
        Message message = exchange.getMessage();
        int status = CallSteps.status(message);
        if (status <= CallSteps.OK_UNTIL) {
            answers.accept(context.run(), context.request(), context.question(),
                    message.getHeader(Exchange.CONTENT_TYPE, String.class), message.getBody(byte[].class));
        } else if (FailureTable.ofStatus(status).retriable()) {
            throw new HttpStatusException(status, null, calls.retryAfter(message));
        } else {
            log.debug("{} has no answer to {}: HTTP {}", context.run().source(), context.question(), status);
            polling.unanswered(context.run(), context.request());
        }
    }

    /** No answer, or one that shows the carrier unwell. */
    public void failed(Exchange exchange) {
        PollContext context = PollContext.of(exchange);
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        PollSettings carrier = settings.source(context.run().source()).poll();
        if (CauseClassifier.causeOf(thrown) == Cause.UNAUTHORIZED) {
            calls.forgetToken(carrier.auth());
        }
        String reason = CauseClassifier.line(thrown);
        log.warn("{} could not be polled and is left alone for a while: {}", context.run().source(), reason);
        polling.failed(context.run(), reason,
                thrown instanceof HttpStatusException answer ? answer.retryAfter() : null);
    }

    /** Lets the next hub poll. */
    public void end(Exchange exchange) {
        polling.end(PollContext.of(exchange).run());
    }
}
