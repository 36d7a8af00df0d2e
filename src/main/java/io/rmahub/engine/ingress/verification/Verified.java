package io.rmahub.engine.ingress.verification;

/** What a {@link Verification} found. Neither answer ever holds a secret or what was sent in its place. */
public sealed interface Verified {

    /** No credential was sent where the source's settings expect it. */
    String MISSING = "credential-missing";

    /** Something was sent that cannot be read as a credential of this scheme, or it was sent twice. */
    String MALFORMED = "credential-malformed";

    /** A readable credential that fits none of the live secrets. */
    String WRONG = "credential-wrong";

    /** A credential that was good once, or whose time is too far from the hub's. */
    String EXPIRED = "credential-expired";

    /** The request comes from an address that the source does not send from. */
    String ELSEWHERE = "address-unexpected";

    /**
     * The request comes from the source.
     *
     * @param by the scheme and which of its secrets fitted, e.g. {@code hmac#1}; {@code #2} tells that the
     *           sender uses the second one of a rotation
     */
    record Accepted(String by) implements Verified {
    }

    /**
     * The request is not to be believed.
     *
     * @param reason a code in kebab case for the audit; the sender is told 401 and nothing else
     */
    record Refused(String reason) implements Verified {
    }
}
