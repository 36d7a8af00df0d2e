package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;

/**
 * One way in which sources prove themselves. A new scheme is a class of this type, with a public constructor
 * without arguments, named in {@code META-INF/services/io.rmahub.engine.ingress.verification.VerificationScheme}.
 */
public interface VerificationScheme {

    /** The value of {@code verification.scheme} that selects this scheme. */
    String name();

    /**
     * Prepares the verification of one source.
     *
     * @param property where the settings are, to be named when something is wrong, e.g.
     *                 {@code hub.sources.helpdesk.verification}
     * @throws IllegalArgumentException naming the property, if the settings do not allow to verify anything
     */
    Verification prepare(String property, VerificationSettings settings);
}
