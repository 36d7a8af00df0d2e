package io.rmahub.settings;

import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a request proves its origin. Which properties count depends on the scheme.
 *
 * @param scheme    name of a registered scheme: {@code basic}, {@code url-token}, {@code hmac} …
 * @param secrets   one or two live secrets (for rotation); for {@code basic} each is {@code user:password}
 * @param header    header that carries the signature
 * @param algorithm JCA name, e.g. {@code HmacSHA256}
 * @param encoding  {@code hex} or {@code base64}
 * @param prefix    text before the signature inside the header, e.g. {@code sha256=}
 * @param parameter query parameter that carries the token (the path's last segment is always looked at)
 */
public record VerificationSettings(
        String scheme,
        @DefaultValue List<String> secrets,
        @DefaultValue("X-Signature") String header,
        @DefaultValue("HmacSHA256") String algorithm,
        @DefaultValue("hex") String encoding,
        @DefaultValue("") String prefix,
        @DefaultValue("token") String parameter) {

    /** Says what is set, never to what. */
    @Override
    public String toString() {
        return "VerificationSettings[" + scheme + ", " + secrets.size() + " secrets]";
    }
}
