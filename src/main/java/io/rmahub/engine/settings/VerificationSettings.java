package io.rmahub.engine.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How a request proves its origin. Which properties count depends on the scheme.
 *
 * @param scheme     name of a registered scheme: {@code basic}, {@code url-token}, {@code hmac}, {@code all} …
 * @param secrets    one or two live secrets (for rotation); for {@code basic} and {@code oauth2} each is
 *                   {@code name:secret}
 * @param header     header that carries the credential; null for the scheme's own
 * @param algorithm  JCA name of a hash or HMAC, e.g. {@code HmacSHA256}; null for the scheme's own
 * @param encoding   of the signature: {@code hex} (either case), {@code base64} or {@code base64url}
 * @param prefix     text before the credential inside the header, e.g. {@code sha256=}
 * @param parameter  query parameter that carries the token (the path's last segment is always looked at)
 * @param field      name or JSON pointer of the field of the body that carries the signature
 * @param signed     what the signature covers, e.g. <code>{body}/{secret}</code>; null for the scheme's own
 * @param secretForm Unicode form of a secret before it becomes bytes: {@code as-is}, {@code nfc} or {@code nfkd}
 * @param tolerance  how far a signed time may be from the hub's, either way
 * @param tokenLife  how long a token lives that the hub issues to this source
 * @param networks   addresses (CIDR) that the request may come from
 * @param subjects   names (RFC 2253) that the client's certificate may bear
 * @param proxies    addresses (CIDR) of those whose {@code header} is believed to hold the client's name
 * @param all        parts that must all accept, by any name; one without secrets of its own uses those given here
 */
public record VerificationSettings(
        String scheme,
        @DefaultValue List<String> secrets,
        String header,
        String algorithm,
        @DefaultValue("hex") String encoding,
        @DefaultValue("") String prefix,
        @DefaultValue("token") String parameter,
        @DefaultValue("sign") String field,
        String signed,
        @DefaultValue("as-is") String secretForm,
        @DefaultValue("5m") Duration tolerance,
        @DefaultValue("1h") Duration tokenLife,
        @DefaultValue List<String> networks,
        @DefaultValue List<String> subjects,
        @DefaultValue List<String> proxies,
        @DefaultValue Map<String, VerificationSettings> all) {

    /** These settings as part of a whole, whose secrets they share unless they have their own. */
    public VerificationSettings partOf(VerificationSettings whole) {
        return secrets.isEmpty() ? new VerificationSettings(scheme, whole.secrets, header, algorithm, encoding, prefix,
                parameter, field, signed, secretForm, tolerance, tokenLife, networks, subjects, proxies, all) : this;
    }

    /** Says what is set, never to what. */
    @Override
    public String toString() {
        return "VerificationSettings[" + scheme + ", " + secrets.size() + " secrets]";
    }
}
