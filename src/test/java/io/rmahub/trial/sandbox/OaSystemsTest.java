package io.rmahub.trial.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OA systems of the sandbox are as strict as the real ones. */
class OaSystemsTest {

    private static final String SAMPLE = "shared/samples/landray/addReview-request.soap.xml";
    private static final String SERVICE = "/landray/api/sys/webservice/kmReviewWebserviceService";
    private static final String CALL = """
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:web="%s"><soapenv:Body>
            <web:addReview><arg0><docCreator>{"PersonNo":"1"}</docCreator><docStatus>20</docStatus>
            <docSubject>x</docSubject><fdTemplateId>t</fdTemplateId>%s</arg0></web:addReview></soapenv:Body>\
            </soapenv:Envelope>""";
    private static final String NAMESPACE = "http://webservice.review.km.kmss.landray.com/";

    private static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = new RunningSandbox();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    private static HttpResponse<String> landray(String body, String key) throws Exception {
        return sandbox.call("POST", SERVICE, body, "Idempotency-Key", key, "Authorization",
                basic("sandbox:sandbox-landray"));
    }

    private static String basic(String client) {
        return "Basic " + Base64.getEncoder().encodeToString(client.getBytes());
    }

    @Test
    void landrayTakesTheSampleAndGivesTheSameIdForARepeat() throws Exception {
        Path sample = Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
                .map(folder -> folder.resolve(SAMPLE)).filter(Files::exists).findFirst().orElse(null);
        assumeTrue(sample != null, "NOT TESTED: there is no " + SAMPLE + " beside the project");
        HttpResponse<String> answer = landray(Files.readString(sample), "k1");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).containsPattern("<return>[0-9a-f]{32}</return>");
        assertThat(landray(Files.readString(sample), "k1").body()).isEqualTo(answer.body());
        assertThat(landray(Files.readString(sample), "k2").body()).isNotEqualTo(answer.body());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "-,                       '',                          200",
        "-,                       <fdKeywords>[]</fdKeywords>,  500",
        "-,                       <formValues>{no}</formValues>, 500",
        "http://other.example/,   '',                          500"})
    void landrayKnowsItsElements(String namespace, String more, int status) throws Exception {
        HttpResponse<String> answer = landray(CALL.formatted(namespace == null ? NAMESPACE : namespace, more),
                "k" + more + namespace);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body().contains("<faultcode>soap:Client</faultcode>")).isEqualTo(status == 500);
    }

    @Test
    void huilianyiWantsATokenOfItsOwn() throws Exception {
        String document = "{\"businessCode\":\"b\",\"formType\":\"RMA\",\"title\":\"t\",\"remark\":\"r\"}";
        String path = "/huilianyi/api/open/approvals";
        assertThat(sandbox.call("POST", path, document, "Idempotency-Key", "k").statusCode()).isEqualTo(401);
        assertThat(sandbox.call("POST", "/huilianyi/api/oauth/token", "grant_type=client_credentials",
                "Authorization", basic("sandbox:wrong")).statusCode()).isEqualTo(401);
        String token = sandbox.call("POST", "/huilianyi/api/oauth/token", "grant_type=client_credentials&scope=write",
                "Authorization", basic("sandbox:sandbox-huilianyi")).body()
                .replaceAll(".*\"access_token\":\"([^\"]+)\".*", "$1");
        HttpResponse<String> made = sandbox.call("POST", path, document, "Idempotency-Key", "k", "Authorization",
                "Bearer " + token);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String id = made.body().replaceAll(".*\"documentId\":\"([^\"]+)\".*", "$1");
        assertThat(sandbox.get(path + "/" + id, "Authorization", "Bearer " + token).path("businessCode").asText())
                .isEqualTo("b");
        assertThat(sandbox.call("POST", path, "{}", "Idempotency-Key", "k", "Authorization", "Bearer " + token)
                .statusCode()).isEqualTo(400);
    }
}
