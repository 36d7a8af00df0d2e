package io.rmahub.camel.route;

import io.rmahub.engine.delivery.FailureTable;
import io.rmahub.engine.ingress.verification.WebhookSigner;
import io.rmahub.engine.settings.AuthSettings;
import io.rmahub.engine.settings.HubSettings;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** What every call to another system needs: credentials before, a judgement of the answer after. */
@Component("callSteps")
public final class CallSteps {

    static final int OK_UNTIL = 299;
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final HubSettings settings;
    private final AccessTokens tokens;
    private final Clock clock;

    public CallSteps(HubSettings settings, AccessTokens tokens, Clock clock) {
        this.settings = settings;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Adds the credentials for asking this source. */
    public void authoriseAsSource(Exchange exchange, String source) {
        authorise(exchange.getMessage(), settings.source(source).fetch().auth());
    }

    /** Adds the credentials for calling this target. */
    public void authoriseAsTarget(Exchange exchange, String target) {
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
     * the breaker counts it. Other answers go on, since they show that the system is well.
     */
    public void failOnServerError(Exchange exchange) {
        int status = status(exchange.getMessage());
        if (status > OK_UNTIL && FailureTable.ofStatus(status).opensBreaker()) {
            throw refusal(exchange.getMessage());
        }
    }

    /** Stands behind the breaker: any answer but success is an exception. */
    public void requireSuccess(Exchange exchange) {
        if (status(exchange.getMessage()) > OK_UNTIL) {
            throw refusal(exchange.getMessage());
        }
    }

    /** The status of an answer; fails if there is none, since then nobody was called. */
    static int status(Message message) {
        Integer status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == null) {
            throw new IllegalStateException("The call was skipped");
        }
        return status;
    }

    private HttpStatusException refusal(Message message) {
        return new HttpStatusException(status(message), message.getBody(String.class), retryAfter(message));
    }

    /** What the answer asks for, or null. */
    Duration retryAfter(Message message) {
        return HttpStatusException.retryAfter(message.getHeader("Retry-After", String.class), clock.instant());
    }
}
