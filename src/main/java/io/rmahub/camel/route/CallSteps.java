package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rmahub.engine.delivery.ClaimedDelivery;
import io.rmahub.engine.ingress.verification.WebhookSigner;
import io.rmahub.engine.settings.AuthSettings;
import io.rmahub.engine.settings.HubSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.Header;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** What every call to another system needs: credentials before, a judgement of the answer after. */
@Component("callSteps")
public final class CallSteps {

    private static final int OK_UNTIL = 299;
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final HubSettings settings;
    private final AccessTokens tokens;
    private final Clock clock;

    public CallSteps(HubSettings settings, AccessTokens tokens, Clock clock) {
        this.settings = settings;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Adds the credentials for the source named in the header {@code system}. */
    public void asSourceClient(Exchange exchange, @Header("system") String source) {
        authorise(exchange.getMessage(), settings.source(source).fetch().auth());
    }

    /** Adds the credentials for the target named in the header {@code system}. */
    public void asTargetClient(Exchange exchange, @Header("system") String target) {
        authorise(exchange.getMessage(), settings.target(target).auth());
    }

    /** Adds what the scheme wants; a signature covers the message's body and its {@code Idempotency-Key}. */
    void authorise(Message message, AuthSettings auth) {
        switch (auth.scheme()) {
            case "none" -> { }
            case "basic" -> message.setHeader("Authorization", "Basic " + Base64.getEncoder().encodeToString(
                    (auth.username() + ":" + auth.password()).getBytes(StandardCharsets.UTF_8)));
            case "bearer" -> message.setHeader("Authorization", "Bearer " + auth.token());
            case "oauth2-client" -> message.setHeader("Authorization", "Bearer " + tokens.of(auth));
            case "standard-webhooks" -> sign(message, auth);
            case "header" -> message.setHeader(auth.header(), auth.token());
            default -> throw new IllegalArgumentException("Unknown auth.scheme " + auth.scheme());
        }
    }

    /** The delivery's id stays over all attempts, and so does the webhook's; its time is that of the attempt. */
    private void sign(Message message, AuthSettings auth) {
        String key = message.getHeader(IDEMPOTENCY_KEY, String.class);
        if (key == null) {
            throw new IllegalStateException("A call without " + IDEMPOTENCY_KEY + " cannot be signed as a webhook");
        }
        WebhookSigner.of("auth.token", auth.token()).headers(key.replace("\"", ""), clock.instant(),
                message.getBody(String.class).getBytes(StandardCharsets.UTF_8)).forEach(message::setHeader);
    }

    /** A token that was refused is not shown again. */
    void forgetToken(AuthSettings auth) {
        tokens.forget(auth);
    }

    /**
     * Stands inside a circuit breaker: an answer that shows the other system unwell is an exception there, so that
     * the breaker counts it. Other answers go on, since they show that the system is up.
     */
    public void failOnServerError(Exchange exchange) {
        HttpStatusException answer = answer(exchange.getMessage());
        exchange.setProperty("answered", true);
        if (answer.status() >= 500 || answer.status() == 0) {
            throw answer;
        }
    }

    /**
     * Stands behind the breaker: any answer but success is an exception, unless the target's settings say that it is
     * an answer too.
     */
    public void requireSuccess(Exchange exchange) {
        if (!exchange.getProperty("answered", false, Boolean.class)) {
            throw new IllegalStateException("The call was skipped");
        }
        HttpStatusException answer = answer(exchange.getMessage());
        if (answer.status() > OK_UNTIL) {
            ClaimedDelivery delivery = exchange.getProperty(DeliverSteps.DELIVERY, ClaimedDelivery.class);
            if (delivery == null || !settings.target(delivery.target()).acceptedStatuses().contains(answer.status())) {
                throw answer;
            }
            // Whatever else such an answer holds is for people: often a page of HTML.
            exchange.setProperty(DeliverSteps.ANSWER,
                    JsonNodeFactory.instance.objectNode().put("httpStatus", answer.status()));
        }
    }

    private HttpStatusException answer(Message message) {
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        boolean success = status > 0 && status <= OK_UNTIL;
        return new HttpStatusException(status, success ? null : message.getBody(String.class),
                HttpStatusException.retryAfter(message.getHeader("Retry-After", String.class), clock.instant()));
    }
}
