package io.rmahub.engine.ingress.verification;

import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** A {@link Verification} put together from its parts. */
record Check(Function<InboundRequest, Verified> test, Set<String> headers, Set<String> parameters, String challenge)
        implements Verification {

    /** A credential in one header. */
    static Check ofHeader(String header, String challenge, Function<InboundRequest, Verified> test) {
        return new Check(test, Set.of(header.toLowerCase(Locale.ROOT)), Set.of(), challenge);
    }

    /** Nothing of the request itself is a credential. */
    static Check ofNoHeader(String challenge, Function<InboundRequest, Verified> test) {
        return new Check(test, Set.of(), Set.of(), challenge);
    }

    @Override
    public Verified verify(InboundRequest request) {
        return test.apply(request);
    }
}
