package io.rmahub.verification;

/**
 * Says whether a request comes from the source that it claims to come from.
 *
 * <p>Safe for use by many threads at once. Never throws for what a sender sent: whatever is wrong with a
 * request is a {@link Verified.Refused}.
 */
@FunctionalInterface
public interface Verification {

    Verified verify(InboundRequest request);
}
