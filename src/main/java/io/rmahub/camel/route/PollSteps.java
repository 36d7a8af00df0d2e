package io.rmahub.camel.route;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.PollSettings;
import io.rmahub.shipment.polling.CarrierPolling;
import io.rmahub.shipment.polling.PollAnswers;
import io.rmahub.shipment.polling.PollRequest;
import io.rmahub.shipment.polling.PollRun;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The steps of asking carriers, as the poll routes call them. */
@Component("pollSteps")
public final class PollSteps {

    private static final Logger log = LoggerFactory.getLogger(PollSteps.class);
    private static final String ROUND = "round";
    private static final String ASK = "ask";
    private static final String QUESTION = "question";
    /** The carrier is well and has no answer to just this question. */
    private static final Set<Integer> NO_ANSWER = Set.of(400, 404, 410, 422);

    private final HubSettings settings;
    private final CarrierPolling polls;
    private final PollAnswers answers;
    private final CallSteps calls;
    private final Clock clock;

    public PollSteps(HubSettings settings, CarrierPolling polls, PollAnswers answers, CallSteps calls, Clock clock) {
        this.settings = settings;
        this.polls = polls;
        this.answers = answers;
        this.calls = calls;
        this.clock = clock;
    }

    /** Goes on with the due calls to the exchange property {@code source} as list, or stops if there are none. */
    public void begin(Exchange exchange, @ExchangeProperty("source") String source) {
        PollRun round = polls.begin(source).orElse(null);
        if (round == null) {
            exchange.setRouteStop(true);
            return;
        }
        exchange.setProperty(ROUND, round);
        exchange.getMessage().setBody(round.requests());
    }

    /** Body: one call. Makes the request of it. */
    public void shape(Exchange exchange, @ExchangeProperty(ROUND) PollRun round, @Body PollRequest ask) {
        PollSettings poll = settings.source(round.source()).poll();
        PollSettings.Request request = poll.request();
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        String path = filled(request, request.path(), ask, PollSteps::encoded);
        String query = filled(request, request.query(), ask, PollSteps::encoded);
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
            message.setBody(filled(request, request.body(), ask, PollSteps::quoted));
        }
        request.headers().forEach(message::setHeader);
        calls.authorise(message, poll.auth());
        exchange.setProperty(ASK, ask);
        exchange.setProperty(QUESTION, request.method() + " " + path + (query.isEmpty() ? "" : "?" + query)
                + (request.body().isEmpty() ? "" : " " + String.join(",", ask.numbers())));
    }

    private static String filled(PollSettings.Request request, String template, PollRequest ask, UnaryOperator<String> escape) {
        return template.replace("{numbers}", ask.numbers().stream()
                .map(number -> request.each().replace("{number}", escape.apply(number)))
                .collect(Collectors.joining(request.separator())));
    }

    private static String encoded(String number) {
        return URLEncoder.encode(number, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String quoted(String number) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(number));
    }

    /** Body: what the carrier answered. */
    public void answered(Exchange exchange, @ExchangeProperty(ROUND) PollRun round, @ExchangeProperty(ASK) PollRequest ask) {
        Message message = exchange.getMessage();
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        if (NO_ANSWER.contains(status)) {
            log.debug("{} has no answer about {}: HTTP {}", round.source(), ask.numbers(), status);
            polls.unanswered(round, ask);
        } else if (status / 100 != 2) {
            throw new HttpStatusException(status, null,
                    HttpStatusException.retryAfter(message.getHeader("Retry-After", String.class), clock.instant()));
        } else {
            answers.accept(round, ask, exchange.getProperty(QUESTION, String.class),
                    message.getHeader(Exchange.CONTENT_TYPE, String.class), message.getBody(byte[].class));
        }
    }

    /** No answer, or one that shows the carrier unwell. */
    public void failed(Exchange exchange, @ExchangeProperty(ROUND) PollRun round) {
        Exception thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        String reason = CauseClassifier.line(thrown);
        log.warn("{} could not be asked about parcels and is left alone for a while: {}", round.source(), reason);
        polls.failed(round, reason, thrown instanceof HttpStatusException answer ? answer.retryAfter() : null);
    }

    public void end(@ExchangeProperty(ROUND) PollRun round) {
        polls.end(round);
    }
}
