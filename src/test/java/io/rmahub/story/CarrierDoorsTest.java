package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Carriers that push: each is let in with its own proof and reads the answer that it wants, nobody else is. */
class CarrierDoorsTest extends HubStory {

    private static final String PING =
            "{\"scope\":\"subscription.ready\",\"self\":\"https://api.example/subscription/1\"}";
    private static final String ALERT = """
            {"trackingNumber":"1Z12345E0205271688","activityStatus":{"type":"D","code":"FS"},
             "gmtActivityDate":"20260313","gmtActivityTime":"085004"}""";
    private static final String RESULT = """
            {"output":{"completeTrackResults":[{"trackingNumber":"794600000001","trackResults":[{"scanEvents":[
             {"date":"2026-03-13T10:58:00+01:00","eventType":"DL"}]}]}]}}""";
    private static final String PARCEL = """
            {"parcels":[{"unitno":"36301917001","status":"INTRANSIT","statusDateTime":"2026-03-13T15:24:57+0100"}]}""";
    private static final String INPOST = """
            {"event_ts":"2026-03-13 15:08:42 +0100","event":"shipment_status_changed","organization_id":1,
             "payload":{"shipment_id":49,"status":"delivered","tracking_number":"602677439331630337650001"}}""";
    private static final String PIECE = """
            <?xml version="1.0" encoding="UTF-8"?><data name="piece-shipment-list" code="0"><data \
            piece-code="00340434161094020101"
             status-timestamp="13.03.2026 10:02" \
            ice="DLVRD" ric="OTHER" standard-event-code="ZU" ruecksendung="true"/></data>""";
    private static final String NODE =
            "{\"mailno\":\"444003070001\",\"opCode\":\"50\",\"acceptTime\":\"2026-03-13 10:00:00\",\"id\":\"1\"}";
    private static final String ROUTE_XML = "<Request service=\"RoutePushService\"><Body><WaybillRoute id=\"2\" "
            + "mailno=\"444003070002\" opCode=\"50\" acceptTime=\"2026-03-13 10:00:00\"/></Body></Request>";
    private static final String SF_OK = "{\"return_code\":\"0000\",\"return_msg\":\"成功\"}";
    /** Another story may have sent the same body: then it is a duplicate, which is taken in too. */
    private static final String ID = "{\"id\":\"";

    private static HttpRequest.Builder door(String carrier, String query) {
        return hub.request("/api/integrations/carriers/" + carrier + "/tracking" + query);
    }

    private static HttpRequest.Builder post(String carrier, String query, String body) {
        return door(carrier, query).POST(BodyPublishers.ofString(body));
    }

    private static HttpRequest.Builder dhl(String body) {
        return post("dhl", "", body).header("X-Hub-Token", "sandbox-dhl-hook");
    }

    static Stream<Arguments> pushes() {
        hub = StoryHub.get();
        return Stream.of(
                Arguments.of("dhl", 200, ID, dhl(PING)),
                Arguments.of("dhl-parcel-de", 200, ID, post("dhl-parcel-de", "", PIECE)
                        .header("Authorization", basic("dhl-parcel-de:sandbox-dhl-parcel-de-hook"))),
                Arguments.of("ups", 200, ID, post("ups", "", ALERT).header("x-api-key", "sandbox-ups-client")
                        .header("Authorization", "Bearer " + token("ups:sandbox-ups-hook"))),
                Arguments.of("fedex", 200, ID,
                        post("fedex", "", RESULT).header("fdx-signature", hmac("sandbox-fedex-token", RESULT))),
                Arguments.of("gls", 202, ID, post("gls", "?token=sandbox-gls-token", PARCEL)),
                Arguments.of("dpd, by GET", 200, "<push><pushid>12345</pushid><status>OK</status></push>", door("dpd",
                        "?token=sandbox-dpd-token&pushid=12345&pnr=01405412345678&statusdate=13032026101530"
                                + "&status=delivery_customer").GET()),
                Arguments.of("inpost", 200, ID, post("inpost", "?token=sandbox-inpost-token", INPOST)),
                Arguments.of("sf-express, JSON", 200, SF_OK, post("sf-express", "?token=sandbox-sf-express-token",
                        "{\"Body\":{\"WaybillRoute\":[" + NODE + "]}}")),
                Arguments.of("sf-express, XML in a form", 200, SF_OK, post("sf-express",
                        "?token=sandbox-sf-express-token", "content="
                                + URLEncoder.encode(ROUTE_XML, StandardCharsets.UTF_8)).header("Content-Type", FORM)),
                Arguments.of("inpost asks whether somebody is there", 200, "", door("inpost", "").GET()),
                Arguments.of("dhl without its token", 401, "", post("dhl", "", PING)),
                Arguments.of("ups with its key alone", 401, "",
                        post("ups", "", ALERT).header("x-api-key", "sandbox-ups-client")),
                Arguments.of("fedex with a hash of another body", 401, "", post("fedex", "", RESULT)
                        .header("fdx-signature", hmac("sandbox-fedex-token", PARCEL))),
                Arguments.of("gls with a wrong token", 401, "", post("gls", "?token=guess", PARCEL)),
                Arguments.of("dpd without a token", 401, "", door("dpd", "?pushid=1&pnr=2").GET()),
                Arguments.of("inpost without its token", 401, "", post("inpost", "", INPOST)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("pushes")
    void theirProofAndTheirAnswer(String carrier, int status, String answered, HttpRequest.Builder push) {
        HttpResponse<String> answer = hub.send(push);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(answered);
    }

    @Test
    void aNoticeOfASubscriptionIsAccountedWithItsReason() {
        HttpResponse<String> answer = hub.send(dhl(
                "{\"scope\":\"subscription.ready\",\"self\":\"https://api.example/subscription/2\"}"));
        String id = hub.read(answer.body()).required("id").asText();
        JsonNode message = awaitState(id, "IGNORED");
        assertThat(message.toString()).contains("notice of the subscription: subscription.ready");
    }

    @Test
    void aPushThatIsRepeatedCountsOnce() {
        String body = INPOST.replace("49", "50");
        assertThat(hub.send(post("inpost", "?token=sandbox-inpost-token", body)).body()).contains("accepted");
        HttpResponse<String> again = hub.send(post("inpost", "?token=sandbox-inpost-token", body.replace("\n", "")));
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).contains("duplicate");
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static String token(String client) {
        HttpResponse<String> answer = hub.send(hub.request("/api/integrations/oauth/token").header("Content-Type", FORM)
                .header("Authorization", basic(client)).POST(BodyPublishers.ofString("grant_type=client_credentials")));
        return hub.read(answer.body()).required("access_token").asText();
    }

    private static String hmac(String key, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
