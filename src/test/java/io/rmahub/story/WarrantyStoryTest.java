package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.access.ApiKeys;
import io.rmahub.engine.access.Scope;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A warranty from its registration on, through the API. */
class WarrantyStoryTest extends HubStory {

    private static final AtomicInteger UNITS = new AtomicInteger();

    static String newSerial() {
        return "BX05K2409" + String.format("%05d", UNITS.incrementAndGet());
    }

    static ObjectNode battery(String serial) {
        return hub.json.createObjectNode().put("serialNumber", serial).put("productFamily", "battery")
                .put("nominalKwh", 10).put("siteCountry", "DE").put("purchasedOn", "2024-11-03")
                .put("purchaseProof", "invoice 4711").put("installedOn", "2024-11-20")
                .put("customerId", "C-" + serial).put("customerEmail", serial.toLowerCase() + "@example.com")
                .put("language", "de");
    }

    static HttpResponse<String> command(String path, JsonNode body, String... headers) {
        HttpRequest.Builder request = hub.request("/api/warranty" + path).header("Content-Type", JSON)
                .header("Authorization", "Bearer " + StoryHub.ADMIN_KEY);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        String method = path.matches("/[^/]+") && !path.equals("/register") ? "PATCH" : "POST";
        return hub.send(request.method(method, HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    static JsonNode body(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return hub.read(answer.body());
    }

    static JsonNode registered(ObjectNode unit) {
        return body(command("/register", unit), 201);
    }

    static ObjectNode object() {
        return hub.json.createObjectNode();
    }

    @Test
    void aRegisteredUnitIsFoundWithItsCoverAndHistory() {
        String serial = newSerial();
        HttpResponse<String> answer = command("/register", battery(serial));
        JsonNode made = body(answer, 201);
        assertThat(answer.headers().firstValue("Location")).hasValue("/api/warranty/" + serial);
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"" + made.path("version").asInt() + "\"");

        JsonNode found = ask("/api/warranty/" + serial);
        assertThat(found.path("expiresAt").asText()).isEqualTo("2034-11-20");
        assertThat(found.path("cellsUntil").asText()).isEqualTo("2034-11-20");
        assertThat(found.path("tier").asText()).isEqualTo("STANDARD");
        assertThat(found.path("region").asText()).isEqualTo("DE-AT-CH");
        assertThat(found.path("policyId").asText()).isEqualTo("dach-battery");
        assertThat(found.path("events").findValuesAsText("event")).containsExactly("registered");
        assertThat(ask("/api/warranty?customerId=C-" + serial).path("items")).hasSize(1);
    }

    @Test
    void coverIsAnsweredAsOfAnyDay() {
        String serial = newSerial();
        registered(battery(serial));

        JsonNode last = ask("/api/warranty/" + serial + "/coverage?on=2034-11-20&part=cells");
        assertThat(last.path("outcome").asText()).isEqualTo("IN_WARRANTY");
        assertThat(last.path("explanation").path("considered")).isNotEmpty();
        assertThat(last.toString()).doesNotContain(":null");
        assertThat(ask("/api/warranty/" + serial + "/coverage?on=2034-11-21").path("outcome").asText())
                .isEqualTo("OUT_OF_WARRANTY");
    }

    @Test
    void aDecisionIsExplainedWithWhatTodaysRulesSay() {
        JsonNode made = registered(battery(newSerial()));
        JsonNode decision = ask("/api/warranty/decisions/" + made.at("/coverage/decisionId").asText());

        assertThat(decision.path("rule").asText()).isEqualTo("coverage");
        assertThat(decision.path("result").asText()).isEqualTo("IN_WARRANTY");
        assertThat(decision.at("/explanation/inputs").findValuesAsText("name")).contains("purchasedOn", "country");
        assertThat(decision.at("/explanation/clause").asText()).contains("DE/AT/CH");
        assertThat(decision.path("repeats").asBoolean()).isTrue();
        assertThat(decision.at("/today/result").asText()).isEqualTo("IN_WARRANTY");
        assertThat(decision.path("facts")).hasSize(1);
    }

    @Test
    void aSecondRegistrationShowsTheFirst() {
        String serial = newSerial();
        JsonNode first = registered(battery(serial));
        JsonNode problem = body(command("/register", battery(serial)), 409);

        assertThat(problem.at("/warranty/id")).isEqualTo(first.path("id"));
        assertThat(problem.path("detail").asText()).contains(serial);
    }

    @Test
    void theSameKeyRegistersOnce() {
        ObjectNode unit = battery(newSerial());
        String key = UUID.randomUUID().toString();
        HttpResponse<String> first = command("/register", unit, "Idempotency-Key", key);
        HttpResponse<String> again = command("/register", unit, "Idempotency-Key", key);

        assertThat(body(again, 201)).isEqualTo(body(first, 201));
        assertThat(command("/register", battery(newSerial()), "Idempotency-Key", key).statusCode()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({
        "installedOn, 2024-13-01",
        "installedOn, 1990-01-01",
        "installedOn, 2999-01-01",
        "producedOn, 2025-01-01",
        "siteCountry, XX",
        "siteZone, Mars/Olympus",
        "nominalKwh, -1",
        "purchaseProven, maybe",
        "customerEmail, nobody",
        "language, fr",
        "replaces, NOBODY",
        "serialNumber, two words",
        "installDate, 2024-05-01"})
    void whatCannotBeIsRefusedWithTheField(String field, String value) {
        JsonNode problem = body(command("/register", battery(newSerial()).put(field, value)), 422);
        assertThat(problem.path("detail").asText()).contains(field);
        // Which of two days that contradict each other is named first is not defined.
        assertThat(problem.path("errors").findValuesAsText("path")).containsAnyOf("/" + field, "/purchasedOn");
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() {
        JsonNode problem = body(command("/register", battery(newSerial()).put("serialNumber", "two words")
                .put("siteCountry", "XX").put("ratedKw", 0).put("installedOn", "2999-01-01")
                .put("purchasedOn", "yesterday").put("colour", "red")), 422);
        assertThat(problem.path("errors").findValuesAsText("path")).containsExactlyInAnyOrder(
                "/serialNumber", "/siteCountry", "/ratedKw", "/installedOn", "/purchasedOn", "/colour");
        JsonNode claim = body(command("/" + registered(battery(newSerial())).path("id").asText() + "/claim",
                object().put("kind", "REFUND").put("reportedOn", "1990-01-01")), 422);
        assertThat(claim.path("errors").findValuesAsText("path")).containsExactlyInAnyOrder(
                "/fault", "/amount", "/reportedOn");
    }

    @ParameterizedTest
    @CsvSource({"?colour=red, colour", "?status=sold, status", "?tier=GOLD, tier", "?expiresBy=soon, expiresBy",
        "?limit=501, limit", "?cursor=first, cursor"})
    void aParameterThatCannotBeIsRefused(String query, String parameter) {
        JsonNode problem = body(hub.get("/api/warranty" + query, StoryHub.ADMIN_KEY), 400);
        assertThat(problem.at("/errors/0/path").asText()).isEqualTo(parameter);
    }

    @Test
    void anUnknownSerialNumberIsNotFoundWithAHint() {
        String serial = newSerial();
        registered(battery(serial));
        HttpResponse<String> answer = hub.get("/api/warranty/" + serial.toLowerCase(), StoryHub.ADMIN_KEY);

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(PROBLEM);
        assertThat(body(answer, 404).path("similar").get(0).asText()).isEqualTo(serial);
        assertThat(body(hub.get("/api/warranty/nothing-like-it", StoryHub.ADMIN_KEY), 404).path("detail").asText())
                .contains("register");
    }

    @Test
    void anotherOrganisationSeesNothingAndRegistersForItself() {
        String serial = newSerial();
        JsonNode mine = registered(battery(serial));
        String stranger = "stranger-key-" + UUID.randomUUID();
        hub.bean(ApiKeys.class)
                .create("other", "stranger", Set.of(Scope.WARRANTY_READ, Scope.WARRANTY_WRITE), stranger);

        assertThat(hub.get("/api/warranty/" + serial, stranger).statusCode()).isEqualTo(404);
        assertThat(hub.get("/api/warranty/" + serial + "/coverage", stranger).statusCode()).isEqualTo(404);
        assertThat(hub.get("/api/warranty/decisions/" + mine.at("/coverage/decisionId").asText(), stranger)
                .statusCode())
                .isEqualTo(404);
        assertThat(hub.send(hub.request("/api/warranty/" + mine.path("id").asText() + "/void")
                .header("Authorization", "Bearer " + stranger).header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofString("{\"ground\":\"tampering\"}"))).statusCode()).isEqualTo(404);
    }

    @Test
    void manyAreRegisteredFromCsvWithAReportOfEachLine() {
        String known = newSerial();
        registered(battery(known));
        String csv = "serialNumber;productFamily;siteCountry;purchasedOn;installedOn\n"
                + newSerial() + ";battery;PL;2025-02-01;2025-02-10\n"
                + known + ";battery;PL;2025-02-01;2025-02-10\n"
                + newSerial() + ";battery;PL;2025-02-31;\n"
                + newSerial() + ";hybrid;PL;2025-02-01;\n";
        HttpResponse<String> answer = hub.send(hub.request("/api/warranty/register").header("Content-Type", "text/csv")
                .header("Authorization", "Bearer " + StoryHub.ADMIN_KEY)
                .POST(HttpRequest.BodyPublishers.ofString(csv)));
        JsonNode report = body(answer, 200);

        assertThat(report.path("registered").asInt()).isEqualTo(2);
        assertThat(report.path("lines").findValuesAsText("status")).containsExactly("201", "409", "422", "201");
        assertThat(report.path("lines").get(2).at("/errors/0/path").asText()).isEqualTo("/purchasedOn");
        assertThat(report.path("lines").findValuesAsText("line")).containsExactly("2", "3", "4", "5");
    }

    @Test
    void aCorrectionIsANewStatementAndNeedsTheVersionItIsMeantFor() {
        String serial = newSerial();
        JsonNode made = registered(battery(serial));
        String path = "/" + serial;
        String tag = "\"" + made.path("version").asInt() + "\"";
        JsonNode moved = body(command(path, object().put("installedOn", "2024-12-01"), "If-Match", tag), 200);

        assertThat(moved.path("expiresAt").asText()).isEqualTo("2034-12-01");
        assertThat(body(command(path, object().put("installedOn", "2024-12-02"), "If-Match", tag), 412)
                .path("version").asInt())
                .isEqualTo(moved.path("version").asInt());
        assertThat(command(path, object().put("installedOn", "2024-12-02"), "If-Match", "W/" + tag).statusCode())
                .as("a weak tag never matches").isEqualTo(412);
        assertThat(command(path, object().put("tier", "GOODWILL")).statusCode()).isEqualTo(422);
        assertThat(body(command(path, object().put("producedOn", "2025-01-01")), 422).at("/errors/0/path").asText())
                .as("after the known days").isEqualTo("/producedOn");
        assertThat(ask("/api/warranty/" + serial).path("events").findValuesAsText("event"))
                .containsExactly("registered", "corrected");
    }

    @Test
    void anExtensionIsBoughtOnce() {
        JsonNode made = registered(battery(newSerial()));
        String path = "/" + made.path("id").asText() + "/purchase-extension";
        JsonNode extended = body(command(path, object().put("tier", "EXTENDED_5Y")), 201);

        assertThat(extended.path("tier").asText()).isEqualTo("EXTENDED_5Y");
        assertThat(extended.path("expiresAt").asText()).isEqualTo("2039-11-20");
        JsonNode refused = body(command(path, object().put("tier", "EXTENDED_5Y")), 409);
        assertThat(refused.path("detail").asText()).contains("adds as much");
        assertThat(ask("/api/warranty/decisions/" + refused.path("decisionId").asText()).path("result").asText())
                .isEqualTo("REFUSED");
    }

    @Test
    void aVoidNeedsAGroundOfTheTerms() {
        JsonNode made = registered(battery(newSerial()));
        String path = "/" + made.path("id").asText() + "/void";
        assertThat(command(path, object().put("ground", "dislike")).statusCode()).isEqualTo(409);
        JsonNode voided = body(command(path, object().put("ground", "tampering")), 200);

        assertThat(voided.path("voidReason").asText()).contains("tampering");
        assertThat(voided.has("voidedAt")).isTrue();
        assertThat(body(command("/" + made.path("id").asText() + "/claim",
                object().put("kind", "REPAIR").put("fault", "defect").put("reportedOn", "2025-01-01")), 201)
                .path("status").asText()).as("reported before the void").isEqualTo("APPROVED");
    }

    @Test
    void aReplacementTakesOverWhatIsLeft() {
        JsonNode old = registered(battery(newSerial()));
        JsonNode fresh = registered(battery(newSerial()).put("replaces", old.path("serialNumber").asText())
                .put("installedOn", "2026-01-10").put("purchasedOn", "2026-01-05"));

        assertThat(fresh.path("expiresAt").asText()).isEqualTo(old.path("expiresAt").asText());
    }

    @Test
    void policiesAreShownRowByRow() {
        JsonNode policies = ask("/api/warranty/policies");
        List<String> ids = policies.path("items").findValuesAsText("id");

        assertThat(ids).contains("dach-battery", "pl-grid-tied", "uk-ie-any", "default");
        assertThat(policies.path("items").get(0).path("sohGuarantee").asInt()).isEqualTo(80);
        assertThat(policies.path("items").get(0).at("/term/ends/0/anchor").asText()).isEqualTo("INSTALLATION");
        assertThat(policies.toString()).doesNotContain(":null");
    }
}
