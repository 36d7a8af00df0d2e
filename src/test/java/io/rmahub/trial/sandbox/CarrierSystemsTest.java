package io.rmahub.trial.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each carrier's look-up over HTTP: its credentials, its form for a parcel, and for one that it does not know. */
class CarrierSystemsTest {

    private static final String PARCEL = """
            {"scans": [{"status": "PICKED_UP", "at": "2026-03-02T09:00:00+01:00"},
                       {"status": "DELIVERED", "at": "2026-03-03T10:00:00+01:00",
                        "city": "Warszawa", "country": "PL"}]}""";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = new RunningSandbox();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "dhl     | GET  | /track/shipments?trackingNumber=%s |  | DHL-API-Key | sandbox-dhl "
                + "| /shipments/0/status/statusCode | delivered | /title | 404",
        "ups     | GET  | /track/v1/details/%s |  | Authorization | Bearer sandbox-ups "
                + "| /trackResponse/shipment/0/package/0/activity/0/status/code | FS | /response/errors/0/code | 404",
        "fedex   | POST | /track/v1/trackingnumbers "
                + "| {\"trackingInfo\":[{\"trackingNumberInfo\":{\"trackingNumber\":\"%s\"}}]} "
                + "| Authorization | Bearer sandbox-fedex "
                + "| /output/completeTrackResults/0/trackResults/0/scanEvents/0/eventType | DL "
                + "| /output/completeTrackResults/0/trackResults/0/error/code | 200",
        "gls     | GET  | /tracking/references/%s |  | Authorization | Basic c2FuZGJveDpzYW5kYm94LWdscw== "
                + "| /parcels/0/status | DELIVERED | /parcels/0/errorCode | 200",
        "inpost  | GET  | /v1/tracking/%s |  | X-None | none | /tracking_details/0/status | delivered | /error | 404",
        "17track | POST | /track/v2.2/gettrackinfo | [{\"number\":\"%s\"}] | 17token | sandbox-17track "
                + "| /data/accepted/0/track_info/latest_status/status | Delivered | /data/rejected/0/error/code | 200"})
    void answersInItsOwnForm(String carrier, String method, String path, String body, String header, String credential,
            String where, String code, String missing, int unknown) throws Exception {
        assertThat(sandbox.call("PUT", "/" + carrier + "/parcels/N1", PARCEL).statusCode()).isEqualTo(204);

        JsonNode known = JSON.readTree(ask(carrier, method, path, body, "N1", header, credential).body());
        HttpResponse<String> none = ask(carrier, method, path, body, "N2", header, credential);

        assertThat(known.at(where).asText()).isEqualTo(code);
        assertThat(known.toString()).contains("2026");
        assertThat(none.statusCode()).isEqualTo(unknown);
        assertThat(JSON.readTree(none.body()).at(missing).isMissingNode()).isFalse();
        if (!header.equals("X-None")) {
            assertThat(ask(carrier, method, path, body, "N1", header, "wrong").statusCode()).isEqualTo(401);
        }
    }

    private static HttpResponse<String> ask(String carrier, String method, String path, String body, String number,
            String header, String credential) throws Exception {
        return sandbox.call(method, "/" + carrier + "/api" + path.formatted(number),
                body == null ? null : body.formatted(number), header, credential);
    }
}
