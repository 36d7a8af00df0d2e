package io.rmahub.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.ingress.verification.InboundRequest;
import io.rmahub.engine.ingress.verification.Verifications;
import io.rmahub.engine.ingress.verification.Verified;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;

/** What the aggregators' configuration files open to, and what they take for a repeat; read as in the sandbox. */
class AggregatorDoorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static HubSettings settings;

    /** A context without beans: only the configuration files count. */
    static class Nothing {
    }

    @BeforeAll
    static void readSettings() {
        try (var context = new SpringApplicationBuilder(Nothing.class).web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF).logStartupInfo(false).profiles("sandbox").run()) {
            settings = Binder.get(context.getEnvironment()).bind("hub", HubSettings.class).get();
        }
    }

    @ParameterizedTest(name = "{0} proves itself by {2}")
    @CsvSource(delimiter = '|', textBlock = """
            # source  | header                | what stands in it
            17track   | sign                  | hash of body/secret
            aftership | aftership-hmac-sha256 | hmac base64
            easypost  | X-Hmac-Signature      | hmac hex after hmac-sha256-hex=
            karrio    | X-Event-Id            | secret
            sendcloud | Sendcloud-Signature   | hmac hex
            shippo    | -                     | token in the address
            """)
    void opensToItsOwnProofAlone(String name, String header, String proof) throws GeneralSecurityException {
        SourceSettings source = settings.source(name);
        String secret = source.verification().secrets().get(0);
        String body = "{\"message\":\"Zwrócono\"}";

        assertThat(verify(name, body, header, proof(proof, body, secret))).isInstanceOf(Verified.Accepted.class);
        assertThat(verify(name, body, header, proof(proof, body, "another"))).isInstanceOf(Verified.Refused.class);
        if (proof.startsWith("h")) {
            assertThat(verify(name, body + " ", header, proof(proof, body, secret)))
                    .isInstanceOf(Verified.Refused.class);
        }
    }

    @ParameterizedTest(name = "{0} with another {2} is {3}")
    @CsvSource(delimiter = '|', textBlock = """
            17track   | delivered-with-history           | /data/tag                                          | a repeat
            17track   | delivered-with-history           | /data/number                                       | new
            17track   | delivered-with-history           | /data/track_info/latest_event/time_utc             | new
            17track   | delivered-with-history           | /data/track_info/latest_status/sub_status          | new
            17track   | delivered-with-history           | /data/track_info/tracking/providers/0/events_hash  | new
            17track   | v1-delivered                     | /data/track/z0/z                                   | new
            aftership | delivered-with-checkpoints       | /ts                                                | a repeat
            aftership | delivered-with-checkpoints       | /event_id                                          | new
            easypost  | out-for-delivery                 | /updated_at                                        | a repeat
            easypost  | out-for-delivery                 | /id                                                | new
            shippo    | delivered-newest-not-in-history  | /data/tracking_status/object_updated               | a repeat
            shippo    | delivered-newest-not-in-history  | /data/tracking_status/status_date                  | new
            shippo    | delivered-newest-not-in-history  | /data/tracking_status/substatus/code               | new
            karrio    | days-only                        | /data/estimated_delivery                           | new
            sendcloud | parcel-en-route                  | /parcel/weight                                     | a repeat
            sendcloud | parcel-en-route                  | /parcel/status/id                                  | new
            sendcloud | parcel-en-route                  | /timestamp                                         | new
            """)
    void knowsARepeat(String name, String example, String changed, String outcome) throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(
                Path.of("mappings/carriers/" + name + ".examples/" + example + ".in.json").toFile()).get("event");
        ObjectNode other = event.deepCopy();
        int last = changed.lastIndexOf('/');
        ((ObjectNode) other.at(changed.substring(0, last))).put(changed.substring(last + 1), "17");

        assertThat(other).isNotEqualTo(event);
        assertThat(key(name, other).equals(key(name, event)) ? "a repeat" : "new").isEqualTo(outcome);
    }

    private static UUID key(String name, JsonNode event) {
        byte[] raw = event.toString().getBytes(StandardCharsets.UTF_8);
        return DedupKeys.of(name, settings.source(name), event, raw, Map.of("x-event-id", List.of("always-the-same")));
    }

    private static Verified verify(String name, String body, String header, String proof) {
        boolean inAddress = header.equals("-");
        var request = new InboundRequest(body.getBytes(StandardCharsets.UTF_8),
                inAddress ? Map.of() : Map.of(header, List.of(proof)),
                inAddress ? Map.of("token", List.of(proof)) : Map.of(), null, "192.0.2.7", null, Instant.now());
        return Verifications.of("hub.sources." + name + ".verification", settings.source(name).verification())
                .verify(request);
    }

    private static String proof(String form, String body, String secret) throws GeneralSecurityException {
        return switch (form) {
            case "hash of body/secret" -> HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest((body + "/" + secret).getBytes(StandardCharsets.UTF_8)));
            case "hmac base64" -> Base64.getEncoder().encodeToString(hmac(body, secret));
            case "hmac hex" -> HexFormat.of().formatHex(hmac(body, secret));
            case "hmac hex after hmac-sha256-hex=" -> "hmac-sha256-hex=" + HexFormat.of().formatHex(hmac(body, secret));
            default -> secret;
        };
    }

    private static byte[] hmac(String body, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return mac.doFinal(body.getBytes(StandardCharsets.UTF_8));
    }
}
