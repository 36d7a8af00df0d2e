package io.rmahub.engine.ingress.verification;

import java.util.List;
import java.util.function.Function;

/** The token in {@code Authorization: Bearer …} (RFC 6750, section 2.1). */
final class BearerToken {

    static final String HEADER = "Authorization";
    static final String CHALLENGE = "Bearer realm=\"hub\"";
    private static final String PREFIX = "Bearer ";

    private BearerToken() {
    }

    static Verified verify(InboundRequest request, Function<String, Verified> token) {
        List<String> sent = request.header(HEADER);
        if (sent.isEmpty()) {
            return new Verified.Refused(Verified.MISSING);
        }
        String value = sent.get(0);
        if (sent.size() > 1 || !value.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
            return new Verified.Refused(Verified.MALFORMED);
        }
        return token.apply(value.substring(PREFIX.length()).strip());
    }
}
