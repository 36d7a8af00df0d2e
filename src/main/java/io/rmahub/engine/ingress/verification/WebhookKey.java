package io.rmahub.engine.ingress.verification;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key of Standard Webhooks, as that specification writes it. */
sealed interface WebhookKey {

    /** Whether one of these signatures ({@code v1,…} or {@code v1a,…}) was made with the key. */
    boolean madeOneOf(List<String> signatures, byte[] signed);

    /** What is signed. */
    static byte[] signed(String id, String time, byte[] body) {
        byte[] before = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(before.length + body.length).put(before).put(body).array();
    }

    /** @throws IllegalArgumentException naming the property, never the key */
    static WebhookKey of(String property, String text) {
        try {
            if (text.startsWith("whsec_")) {
                return new Shared(Base64.getDecoder().decode(text.substring("whsec_".length())));
            }
            if (text.startsWith("whpk_")) {
                return new Public(Public.read(Base64.getDecoder().decode(text.substring("whpk_".length()))));
            }
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(property + " has a key that cannot be read");
        }
        throw new IllegalArgumentException(property + " must begin with whsec_ or whpk_ for scheme standard-webhooks");
    }

    /** The signatures of one version, decoded; what cannot be decoded fits nothing. */
    private static List<byte[]> decoded(List<String> signatures, String version) {
        return signatures.stream().filter(each -> each.startsWith(version)).map(each -> {
            try {
                return Base64.getDecoder().decode(each.substring(version.length()));
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }).toList();
    }

    /** A secret that both sides know. */
    record Shared(byte[] key) implements WebhookKey {

        private static final String ALGORITHM = "HmacSHA256";

        @Override
        public boolean madeOneOf(List<String> signatures, byte[] signed) {
            byte[] mine = mac(signed);
            boolean found = false;
            for (byte[] sent : decoded(signatures, "v1,")) {
                found |= MessageDigest.isEqual(mine, sent);
            }
            return found;
        }

        byte[] mac(byte[] signed) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
                return mac.doFinal(signed);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java has " + ALGORITHM, e);
            }
        }
    }

    /** The sender's public key (Ed25519, RFC 8032). */
    record Public(PublicKey key) implements WebhookKey {

        private static final String ALGORITHM = "Ed25519";
        private static final int LENGTH = 32;
        /** What RFC 8410 writes before the 32 bytes of such a key. */
        private static final byte[] HEAD = HexFormat.of().parseHex("302a300506032b6570032100");

        static PublicKey read(byte[] raw) throws GeneralSecurityException {
            if (raw.length != LENGTH) {
                throw new IllegalArgumentException("An Ed25519 key has 32 bytes");
            }
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(
                    ByteBuffer.allocate(HEAD.length + LENGTH).put(HEAD).put(raw).array()));
        }

        @Override
        public boolean madeOneOf(List<String> signatures, byte[] signed) {
            return decoded(signatures, "v1a,").stream().anyMatch(sent -> fits(sent, signed));
        }

        private boolean fits(byte[] sent, byte[] signed) {
            try {
                Signature signature = Signature.getInstance(ALGORITHM);
                signature.initVerify(key);
                signature.update(signed);
                return signature.verify(sent);
            } catch (GeneralSecurityException e) {
                return false;
            }
        }
    }
}
