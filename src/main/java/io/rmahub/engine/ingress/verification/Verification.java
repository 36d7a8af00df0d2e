package io.rmahub.engine.ingress.verification;

import java.util.Set;

/**
 * Says whether a request comes from the source that it claims to come from.
 *
 * <p>Safe for use by many threads at once. Never throws for what a sender sent: whatever is wrong with a
 * request is a {@link Verified.Refused}.
 */
public interface Verification {

    Verified verify(InboundRequest request);

    /** Names (lower case) of the headers that carry credentials: they are stored masked and identify no message. */
    Set<String> headers();

    /** Names of the query parameters that carry credentials: they are never stored. */
    Set<String> parameters();

    /** What {@code WWW-Authenticate} tells one who was refused (RFC 9110, section 11.6.1). */
    String challenge();
}
