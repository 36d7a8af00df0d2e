package io.rmahub.verification;

import io.rmahub.settings.VerificationSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A keyed hash (RFC 2104) over the raw body in a header; keys are the secrets' UTF-8 bytes. */
public final class HmacScheme implements VerificationScheme {

    @Override
    public String name() {
        return "hmac";
    }

    @Override
    public Verification prepare(String property, VerificationSettings settings) {
        Function<String, byte[]> decoder = switch (settings.encoding()) {
            case "hex" -> HexFormat.of()::parseHex;
            case "base64" -> Base64.getDecoder()::decode;
            default -> throw new IllegalArgumentException(property + ".encoding must be hex or base64");
        };
        if (!settings.algorithm().startsWith("Hmac")) {
            throw new IllegalArgumentException(property + ".algorithm must be an HMAC, e.g. HmacSHA256");
        }
        List<Key> keys = LiveSecrets.checked(property, settings).stream()
                .map(secret -> (Key) new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), settings.algorithm()))
                .toList();
        try {
            macs(keys);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(property + ".algorithm is not known here", e);
        }
        return new Signature(settings.header(), settings.prefix(), decoder, keys);
    }

    private static Mac[] macs(List<Key> keys) throws GeneralSecurityException {
        Mac[] macs = new Mac[keys.size()];
        for (int i = 0; i < macs.length; i++) {
            macs[i] = Mac.getInstance(keys.get(i).getAlgorithm());
            macs[i].init(keys.get(i));
        }
        return macs;
    }

    /** A Mac is not safe for several threads and costly to look up, so each thread keeps its own. */
    private static final class Signature implements Verification {

        private final String header;
        private final String prefix;
        private final Function<String, byte[]> decoder;
        private final ThreadLocal<Mac[]> macs;

        Signature(String header, String prefix, Function<String, byte[]> decoder, List<Key> keys) {
            this.header = header;
            this.prefix = prefix;
            this.decoder = decoder;
            this.macs = ThreadLocal.withInitial(() -> {
                try {
                    return macs(keys);
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("The algorithm was there at start", e);
                }
            });
        }

        @Override
        public Verified verify(InboundRequest request) {
            List<String> sent = request.header(header);
            if (sent.isEmpty()) {
                return new Verified.Refused(Verified.MISSING);
            }
            if (sent.size() > 1 || !sent.get(0).startsWith(prefix)) {
                return new Verified.Refused(Verified.MALFORMED);
            }
            byte[] signature;
            try {
                signature = decoder.apply(sent.get(0).substring(prefix.length()).strip());
            } catch (IllegalArgumentException e) {
                return new Verified.Refused(Verified.MALFORMED);
            }
            return compare(signature, request.body());
        }

        private Verified compare(byte[] signature, byte[] body) {
            Mac[] mine = macs.get();
            int fitting = 0;
            for (int i = mine.length; i > 0; i--) {
                fitting = MessageDigest.isEqual(mine[i - 1].doFinal(body), signature) ? i : fitting;
            }
            return LiveSecrets.answer("hmac", fitting);
        }
    }
}
