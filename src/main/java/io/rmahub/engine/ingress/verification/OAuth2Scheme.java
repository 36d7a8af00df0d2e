package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.util.List;

/**
 * A short-lived bearer token that the hub itself issued to this source for its client id and secret (RFC 6749,
 * section 4.4): each secret is {@code client-id:client-secret}. See {@link TokenIssuer}.
 */
public final class OAuth2Scheme implements VerificationScheme {

    static final String NAME = "oauth2";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        if (settings.tokenLife().toSeconds() < 1) {
            throw new IllegalArgumentException(property + ".token-life must be a second or more");
        }
        List<AccessToken> clients = LiveSecrets.pairs(property, settings, "client-id:client-secret").stream()
                .map(AccessToken::new).toList();
        return Check.ofHeader(BearerToken.HEADER, BearerToken.CHALLENGE,
                request -> BearerToken.verify(request, token -> verify(token, request, clients)));
    }

    private static Verified verify(String token, InboundRequest request, List<AccessToken> clients) {
        Verified found = new Verified.Refused(Verified.WRONG);
        for (int i = clients.size(); i > 0; i--) {
            AccessToken.Finding finding = clients.get(i - 1).judge(token, request.receivedAt());
            if (finding == AccessToken.Finding.GOOD) {
                found = new Verified.Accepted(NAME + "#" + i);
            } else if (finding == AccessToken.Finding.EXPIRED && found instanceof Verified.Refused) {
                found = new Verified.Refused(Verified.EXPIRED);
            }
        }
        return found;
    }
}
