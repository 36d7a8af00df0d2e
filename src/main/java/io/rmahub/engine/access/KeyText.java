package io.rmahub.engine.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** How keys look: {@code rma_} and 256 random bits as 43 URL-safe characters. */
final class KeyText {

    private static final SecureRandom RANDOM = new SecureRandom();

    private KeyText() {
    }

    static String newKey() {
        return "rma_" + random(32);
    }

    /** As many random bytes, written URL-safe without padding. */
    static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    static byte[] hash(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
