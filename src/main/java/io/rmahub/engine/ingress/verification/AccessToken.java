package io.rmahub.engine.ingress.verification;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tokens of one client: the client's id, the second in which the token ends, and an HMAC-SHA256 over both with the
 * client's secret as key. Nothing is stored: a token is good on every hub instance and after a restart, and ends at
 * once when the client's secret is withdrawn.
 */
final class AccessToken {

    enum Finding { GOOD, EXPIRED, WRONG }

    private static final String ALGORITHM = "HmacSHA256";
    /** What is signed here can be taken for nothing else that is signed with the same secret. */
    private static final String PURPOSE = "hub access token\n";
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final String id;
    private final byte[] secret;

    /** @param client {@code client-id:client-secret} */
    AccessToken(String client) {
        int colon = client.indexOf(':');
        this.id = client.substring(0, colon);
        this.secret = client.substring(colon + 1).getBytes(StandardCharsets.UTF_8);
    }

    String issue(Instant end) {
        String content = content(end.getEpochSecond());
        return content + "." + signature(content);
    }

    Finding judge(String token, Instant now) {
        int dot = token.indexOf('.');
        int last = token.lastIndexOf('.');
        if (dot < 1 || last == dot) {
            return Finding.WRONG;
        }
        String content = token.substring(0, last);
        byte[] sent = token.substring(last + 1).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(signature(content).getBytes(StandardCharsets.UTF_8), sent)) {
            return Finding.WRONG;
        }
        long end = Long.parseLong(content.substring(dot + 1));
        if (!content.equals(content(end))) {
            return Finding.WRONG;
        }
        return now.getEpochSecond() < end ? Finding.GOOD : Finding.EXPIRED;
    }

    private String content(long end) {
        return TEXT.encodeToString(id.getBytes(StandardCharsets.UTF_8)) + "." + end;
    }

    private String signature(String content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return TEXT.encodeToString(mac.doFinal((PURPOSE + content).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
