package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.rmahub.engine.settings.AuthSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Tokens by which the hub proves itself to systems that speak OAuth 2.0 client credentials (RFC 6749 §4.4). One is
 * asked for when the first call needs it, and kept until a tenth of its life is left.
 */
@Component
final class AccessTokens {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    /** RFC 6749 §5.1 only recommends {@code expires_in}. */
    private static final long LIFE_IF_UNSAID = 300;

    private record Token(String text, Instant renewAt) {
    }

    private final ObjectMapper json;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(LONGEST_WAIT).build();
    private final Map<AuthSettings, Token> tokens = new ConcurrentHashMap<>();

    AccessTokens(ObjectMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** A token that is good for now; callers of one system wait for the same answer. */
    String of(AuthSettings auth) {
        return tokens.compute(auth, (key, kept) ->
                kept == null || !clock.instant().isBefore(kept.renewAt()) ? request(key) : kept).text();
    }

    /** The next call gets a new one. */
    void forget(AuthSettings auth) {
        tokens.remove(auth);
    }

    private Token request(AuthSettings auth) {
        String form = "grant_type=client_credentials"
                + (auth.scope() == null ? "" : "&scope=" + URLEncoder.encode(auth.scope(), StandardCharsets.UTF_8));
        String client = auth.username() + ":" + auth.password();
        HttpRequest request = HttpRequest.newBuilder(URI.create(auth.tokenUrl())).timeout(LONGEST_WAIT)
                .header("Content-Type", "application/x-www-form-urlencoded").header("Accept", "application/json")
                .header("Authorization", "Basic "
                        + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(form)).build();
        try {
            return token(http.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped while waiting for a token", e);
        }
    }

    /** The body of an answer is not repeated to anybody: it may hold a token. */
    private Token token(HttpResponse<String> answer) throws IOException {
        JsonNode body = answer.statusCode() == 200 ? json.readTree(answer.body()) : MissingNode.getInstance();
        String text = body.path("access_token").asText();
        if (text.isEmpty()) {
            throw HttpStatusException.withoutToken(answer.statusCode(), HttpStatusException.retryAfter(
                    answer.headers().firstValue("Retry-After").orElse(null), clock.instant()));
        }
        long life = body.path("expires_in").asLong(LIFE_IF_UNSAID);
        return new Token(text, clock.instant().plus(Duration.ofSeconds(life).multipliedBy(9).dividedBy(10)));
    }
}
