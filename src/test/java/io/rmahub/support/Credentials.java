package io.rmahub.support;

import io.rmahub.engine.settings.VerificationSettings;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The sender's side of every scheme: proves a body as the source's settings want it, with the first live secret.
 *
 * @param headers to be sent with the body
 * @param query   to be sent with the path, or empty
 */
public record Credentials(Map<String, String> headers, String query) {

    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    /** @param login gives the hub's own token for {@code client-id:client-secret} */
    public static Credentials of(VerificationSettings settings, byte[] body, UnaryOperator<String> login) {
        var made = new Credentials(new LinkedHashMap<>(), "");
        if (settings.scheme().equals("all")) {
            for (VerificationSettings part : settings.all().values()) {
                Credentials more = of(part.partOf(settings), body, login);
                made.headers.putAll(more.headers);
                made = new Credentials(made.headers, made.query + more.query);
            }
            return made;
        }
        String secret = settings.secrets().isEmpty() ? "" : settings.secrets().get(0);
        switch (settings.scheme()) {
            case "basic" -> made.headers.put("Authorization", "Basic " + BASE64.encodeToString(utf8(secret)));
            case "bearer" -> made.headers.put("Authorization", "Bearer " + secret);
            case "oauth2" -> made.headers.put("Authorization", "Bearer " + login.apply(secret));
            case "static-header" -> made.headers.put(settings.header(), settings.prefix() + secret);
            case "hmac", "plain-hash" -> made.headers.put(settings.header() == null ? "X-Signature" : settings.header(),
                    settings.prefix() + signature(settings, secret, body));
            case "standard-webhooks" -> made.headers.putAll(webhook(settings, secret, body));
            case "mtls-subject" -> {
                if (settings.header() != null) {
                    made.headers.put(settings.header(), settings.subjects().get(0));
                }
            }
            case "url-token" -> {
                return new Credentials(made.headers,
                        settings.parameter() + "=" + URLEncoder.encode(secret, StandardCharsets.UTF_8));
            }
            default -> { }
        }
        return made;
    }

    /**
     * A form with this text in the one field that is signed, for settings of the kind <code>{field:x}{secret}</code>.
     */
    public static byte[] signedForm(VerificationSettings settings, String text) {
        String field = settings.signed().replaceAll("^\\{field:([^}]+)}\\{secret}$", "$1");
        byte[] made = hash(settings.algorithm() == null ? "MD5" : settings.algorithm(),
                utf8(text + settings.secrets().get(0)));
        String signature = settings.encoding().equals("hex")
                ? HexFormat.of().formatHex(made) : BASE64.encodeToString(made);
        return utf8(field + "=" + URLEncoder.encode(text, StandardCharsets.UTF_8)
                + "&" + settings.field() + "=" + URLEncoder.encode(signature, StandardCharsets.UTF_8));
    }

    /** Covers the body and the secret; a signature over fields of the body its maker makes himself. */
    private static String signature(VerificationSettings settings, String secret, byte[] body) {
        boolean keyed = settings.scheme().equals("hmac");
        String key = switch (settings.secretForm()) {
            case "nfkd" -> Normalizer.normalize(secret, Normalizer.Form.NFKD);
            case "nfc" -> Normalizer.normalize(secret, Normalizer.Form.NFC);
            default -> secret;
        };
        String covers = settings.signed() == null ? keyed ? "{body}" : "{body}{secret}" : settings.signed();
        String[] around = covers.replace("{secret}", key).split("\\{body}", -1);
        byte[] signed = join(utf8(around[0]), body, utf8(around.length > 1 ? around[1] : ""));
        String algorithm = settings.algorithm() == null ? keyed ? "HmacSHA256" : "SHA-256" : settings.algorithm();
        byte[] made = keyed ? hmac(algorithm, utf8(key), signed) : hash(algorithm, signed);
        return settings.encoding().equals("hex") ? HexFormat.of().formatHex(made) : BASE64.encodeToString(made);
    }

    private static Map<String, String> webhook(VerificationSettings settings, String secret, byte[] body) {
        String family = settings.header() == null ? "webhook" : settings.header().replace("-signature", "");
        String id = "msg_" + UUID.randomUUID();
        String time = String.valueOf(Instant.now().getEpochSecond());
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        return Map.of(family + "-id", id, family + "-timestamp", time, family + "-signature",
                "v1," + BASE64.encodeToString(
                hmac("HmacSHA256", key, join(utf8(id + "." + time + "."), body, new byte[0]))));
    }

    private static byte[] join(byte[] one, byte[] two, byte[] three) {
        return ByteBuffer.allocate(one.length + two.length + three.length).put(one).put(two).put(three).array();
    }

    private static byte[] hash(String algorithm, byte[] text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
