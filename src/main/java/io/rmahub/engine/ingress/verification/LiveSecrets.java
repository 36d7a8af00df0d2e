package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** The one or two secrets that a source may use now, kept for comparison in constant time. */
final class LiveSecrets {

    private static final int MOST = 2;

    private final String scheme;
    private final byte[][] digests;

    private LiveSecrets(String scheme, byte[][] digests) {
        this.scheme = scheme;
        this.digests = digests;
    }

    /** The secrets themselves, checked. Blank ones are left out: the second is often an unset variable. */
    static List<String> checked(String property, VerificationSettings settings) {
        List<String> secrets = settings.secrets() == null ? List.of() : settings.secrets().stream()
                .filter(secret -> secret != null && !secret.isBlank())
                .toList();
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException(property + ".secrets is missing or empty");
        }
        if (secrets.size() > MOST) {
            throw new IllegalArgumentException(property + ".secrets has more than " + MOST + " entries");
        }
        if (secrets.stream().anyMatch(secret -> secret.contains("${"))) {
            throw new IllegalArgumentException(property + ".secrets has a placeholder without a value");
        }
        return secrets;
    }

    /** As {@link #checked}, each of them two texts with a colon between. */
    static List<String> pairs(String property, VerificationSettings settings, String form) {
        List<String> pairs = checked(property, settings);
        for (String pair : pairs) {
            int colon = pair.indexOf(':');
            if (colon < 1 || colon == pair.length() - 1) {
                throw new IllegalArgumentException(
                        property + ".secrets must be " + form + " for scheme " + settings.scheme());
            }
        }
        return pairs;
    }

    static LiveSecrets of(String property, VerificationSettings settings) {
        List<String> secrets = checked(property, settings);
        return new LiveSecrets(settings.scheme(), secrets.stream()
                .map(secret -> sha256(secret.getBytes(StandardCharsets.UTF_8)))
                .toArray(byte[][]::new));
    }

    /** Compares digests, so that neither the length nor the content of a secret shows in the time it takes. */
    Verified match(byte[] sent) {
        byte[] digest = sha256(sent);
        int fitting = 0;
        for (int i = digests.length; i > 0; i--) {
            fitting = MessageDigest.isEqual(digests[i - 1], digest) ? i : fitting;
        }
        return answer(scheme, fitting);
    }

    Verified match(String sent) {
        return match(sent.getBytes(StandardCharsets.UTF_8));
    }

    /** @param fitting number of the secret that fitted, from 1, or 0 for none */
    static Verified answer(String scheme, int fitting) {
        return fitting == 0 ? new Verified.Refused(Verified.WRONG) : new Verified.Accepted(scheme + "#" + fitting);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
