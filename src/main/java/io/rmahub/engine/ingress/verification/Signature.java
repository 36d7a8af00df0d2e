package io.rmahub.engine.ingress.verification;

import io.rmahub.engine.settings.VerificationSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A hash, keyed (RFC 2104) or plain, that only those can make who know a live secret. */
final class Signature {

    private final String scheme;
    private final SignedText signed;
    private final Function<String, byte[]> decoder;
    private final List<byte[]> secrets;
    private final ThreadLocal<Hash[]> hashes;

    /** One secret's hash, ready for use by one thread again and again: looking it up is costly. */
    private interface Hash {
        void add(byte[] bytes);

        byte[] end();

        void forget();
    }

    /**
     * @param algorithm JCA name of a hash, or of an HMAC, for settings that name none
     * @param covers    what is signed, for settings that do not say it; null if they must
     */
    Signature(String property, VerificationSettings settings, String algorithm, String covers) {
        this.scheme = settings.scheme();
        if (settings.signed() == null && covers == null) {
            throw new IllegalArgumentException(property + ".signed is missing");
        }
        String name = settings.algorithm() == null ? algorithm : settings.algorithm();
        this.signed = signedText(property + ".signed", settings.signed() == null ? covers : settings.signed());
        if (!name.startsWith("Hmac") && !signed.holdsSecret()) {
            throw new IllegalArgumentException(property + ".signed must hold {secret}: anybody can make a plain hash");
        }
        this.decoder = decoder(property + ".encoding", settings.encoding());
        this.secrets = LiveSecrets.checked(property, settings).stream()
                .map(secret -> normalised(property + ".secret-form", settings.secretForm(), secret)
                        .getBytes(StandardCharsets.UTF_8)).toList();
        try {
            hashes(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(property + ".algorithm is not known here", e);
        }
        this.hashes = ThreadLocal.withInitial(() -> {
            try {
                return hashes(name);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The algorithm was there at start", e);
            }
        });
    }

    private static SignedText signedText(String property, String template) {
        try {
            return SignedText.of(property, template);
        } catch (IllegalArgumentException e) {
            throw e.getMessage().startsWith(property) ? e
                    : new IllegalArgumentException(property + ": " + e.getMessage(), e);
        }
    }

    private static Function<String, byte[]> decoder(String property, String encoding) {
        return switch (encoding) {
            case "hex" -> HexFormat.of()::parseHex;
            case "base64" -> Base64.getDecoder()::decode;
            case "base64url" -> Base64.getUrlDecoder()::decode;
            default -> throw new IllegalArgumentException(property + " must be hex, base64 or base64url");
        };
    }

    /** Some senders bring their secret into one Unicode form before they use it as a key. */
    private static String normalised(String property, String form, String secret) {
        return switch (form) {
            case "as-is" -> secret;
            case "nfc" -> Normalizer.normalize(secret, Normalizer.Form.NFC);
            case "nfkd" -> Normalizer.normalize(secret, Normalizer.Form.NFKD);
            default -> throw new IllegalArgumentException(property + " must be as-is, nfc or nfkd");
        };
    }

    private Hash[] hashes(String algorithm) throws GeneralSecurityException {
        Hash[] all = new Hash[secrets.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = algorithm.startsWith("Hmac") ? keyed(algorithm, secrets.get(i)) : plain(algorithm);
        }
        return all;
    }

    private static Hash keyed(String algorithm, byte[] secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret, algorithm));
        return new Hash() {
            @Override
            public void add(byte[] bytes) {
                mac.update(bytes);
            }

            @Override
            public byte[] end() {
                return mac.doFinal();
            }

            @Override
            public void forget() {
                mac.reset();
            }
        };
    }

    private static Hash plain(String algorithm) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        return new Hash() {
            @Override
            public void add(byte[] bytes) {
                digest.update(bytes);
            }

            @Override
            public byte[] end() {
                return digest.digest();
            }

            @Override
            public void forget() {
                digest.reset();
            }
        };
    }

    /** Judges the one signature that a header should hold. */
    Verified verify(List<String> sent, String prefix, InboundRequest request) {
        if (sent.isEmpty()) {
            return new Verified.Refused(Verified.MISSING);
        }
        if (sent.size() > 1 || !sent.get(0).startsWith(prefix)) {
            return new Verified.Refused(Verified.MALFORMED);
        }
        return verify(sent.get(0).substring(prefix.length()).strip(), request);
    }

    Verified verify(String sent, InboundRequest request) {
        byte[] signature;
        try {
            signature = decoder.apply(sent);
        } catch (IllegalArgumentException e) {
            return new Verified.Refused(Verified.MALFORMED);
        }
        Hash[] mine = hashes.get();
        int fitting = 0;
        for (int i = mine.length; i > 0; i--) {
            if (!signed.feed(request, secrets.get(i - 1), mine[i - 1]::add)) {
                mine[i - 1].forget();
                return new Verified.Refused(Verified.MALFORMED);
            }
            fitting = MessageDigest.isEqual(mine[i - 1].end(), signature) ? i : fitting;
        }
        return LiveSecrets.answer(scheme, fitting);
    }
}
