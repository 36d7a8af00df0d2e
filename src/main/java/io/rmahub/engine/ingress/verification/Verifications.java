package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Finds the scheme that a source's settings name. Closed by default: settings that are missing or cannot
 * verify anything are refused here, at start, and never at the first request.
 */
public final class Verifications {

    private static final Map<String, VerificationScheme> SCHEMES = load();

    private Verifications() {
    }

    /** As {@link #of(String, VerificationSettings)}, for settings whose place is not known. */
    public static Verification of(VerificationSettings settings) {
        return of("verification", settings);
    }

    /**
     * The verification of one source.
     *
     * @param property where the settings are, e.g. {@code hub.sources.helpdesk.verification}
     * @throws IllegalArgumentException naming the property, never its value, if it is missing or useless
     */
    public static Verification of(String property, VerificationSettings settings) {
        if (settings == null || settings.scheme() == null || settings.scheme().isBlank()) {
            throw new IllegalArgumentException(property + ".scheme is missing; one of " + SCHEMES.keySet());
        }
        VerificationScheme scheme = SCHEMES.get(settings.scheme());
        if (scheme == null) {
            throw new IllegalArgumentException(property + ".scheme is unknown; one of " + SCHEMES.keySet());
        }
        return scheme.prepare(property, settings);
    }

    private static Map<String, VerificationScheme> load() {
        Map<String, VerificationScheme> found = new TreeMap<>();
        ServiceLoader.load(VerificationScheme.class, VerificationScheme.class.getClassLoader()).forEach(scheme -> {
            if (found.put(scheme.name(), scheme) != null) {
                throw new IllegalStateException("Two verification schemes are called " + scheme.name());
            }
        });
        return found;
    }
}
