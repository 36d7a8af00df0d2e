package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Gives tokens to those sources that log in at the hub ({@link OAuth2Scheme}). */
public final class TokenIssuer {

    /**
     * What a client gets.
     *
     * @param value to be sent as {@code Authorization: Bearer}
     * @param life  how long it is accepted
     */
    public record Token(String value, Duration life) {
    }

    private record Client(byte[] pair, AccessToken tokens, Duration life) {
    }

    private final List<Client> clients = new ArrayList<>();

    /** @param sources settings that {@link Verifications} found sound; those without the scheme give no client */
    public TokenIssuer(Collection<VerificationSettings> sources) {
        sources.forEach(this::add);
    }

    private void add(VerificationSettings settings) {
        if (OAuth2Scheme.NAME.equals(settings.scheme())) {
            settings.secrets().stream().filter(pair -> pair.indexOf(':') > 0).forEach(pair -> clients.add(new Client(
                    pair.getBytes(StandardCharsets.UTF_8), new AccessToken(pair), settings.tokenLife())));
        }
        if (AllScheme.NAME.equals(settings.scheme())) {
            settings.all().values().forEach(part -> add(part.partOf(settings)));
        }
    }

    /**
     * A token, if there is such a client; every client is compared, so that the time taken shows nothing of a secret.
     */
    public Optional<Token> issue(String clientId, String clientSecret, Instant now) {
        byte[] sent = (clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8);
        Client found = null;
        for (Client client : clients) {
            found = MessageDigest.isEqual(client.pair(), sent) ? client : found;
        }
        return Optional.ofNullable(found)
                .map(client -> new Token(client.tokens().issue(now.plus(client.life())), client.life()));
    }
}
