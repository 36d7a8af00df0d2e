package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.ledger.Ledger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the field service knows of a unit comes to the case that is about it. */
class AssetStoryTest extends HubStory {

    private static final String NOTHING = "{\"mode\":\"down\"}";

    /** Opens a case by a ticket of the helpdesk; returns its number. */
    private static String openCase(String ticket) {
        thuliumHas(ticket, ticket(ticket));
        return awaitState(accepted(FORM, thin(ticket)), "PROCESSED").path("caseNumber").asText();
    }

    private static void tmsHas(String serial, String updatedAt, String firmware, String... codes) {
        ObjectNode asset = hub.json.createObjectNode().put("assetId", "A-7").put("updatedAt", updatedAt)
                .put("installedOn", "2024-05-20");
        asset.putObject("site").put("id", "SITE-7").put("country", "PL");
        asset.putObject("firmware").put("bms", "1.9").put("cell", firmware);
        List.of(codes).forEach(code -> asset.withArray("faultCodes").add(code));
        asset.putArray("visits").addObject().put("at", "2025-11-03T10:15:00+01:00").put("taskId", "T-1")
                .put("findings", "BMS board replaced").putArray("parts").addObject().put("sku", "BMS-BOARD-2")
                .put("qty", 1);
        assertThat(hub.sendJson("PUT", "/sandbox/tms-assets/assets/" + serial, asset.toString()).statusCode())
                .isEqualTo(204);
    }

    private static JsonNode rmaCase(String number) {
        return ask("/api/csp/rma/" + number);
    }

    private static JsonNode awaitAsset(String number, String serial) {
        return await("the unit of " + number).atMost(SOON).until(() -> rmaCase(number),
                found -> found.at("/asset/serialNumber").asText().equals(serial));
    }

    private static List<JsonNode> lines(String number, String event) {
        return rmaCase(number).path("events").findParents("event").stream()
                .filter(line -> line.path("event").asText().equals(event)).toList();
    }

    /** The answer to a question that nobody has asked; returns its message's id. */
    private static String answered(JsonNode rmaCase, String updatedAt, String firmware) {
        ObjectNode body = hub.json.createObjectNode();
        body.putObject("asked").put("orgId", "demo").put("caseId", rmaCase.path("id").asText())
                .put("caseNumber", rmaCase.path("number").asText())
                .put("serialNumber", rmaCase.path("serialNumber").asText());
        body.putObject("answer").put("updatedAt", updatedAt).putObject("firmware").put("cell", firmware);
        return answered(body);
    }

    private static String answered(ObjectNode body) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        hub.bean(Ledger.class).accept(new Inbound(id, "demo", "tms-assets", Instant.now(), UUID.randomUUID(), JSON,
                "{}", body.toString().getBytes(StandardCharsets.UTF_8), null, List.of()));
        hub.bean(WorkDispatcher.class).message(id, "tms-assets");
        return id.toString();
    }

    @Test
    void theHistoryOfTheUnitStandsWithTheCaseAndOnItsTimeline() {
        String ticket = newTicket();
        tmsHas(serial(ticket), "2026-02-20T08:15:00Z", "V2.31", "E-021", "W-007");
        String number = openCase(ticket);

        JsonNode found = awaitAsset(number, serial(ticket));
        JsonNode asset = found.path("asset");
        assertThat(asset.path("known").asBoolean()).isTrue();
        assertThat(asset.path("source").asText()).isEqualTo("tms-assets");
        assertThat(asset.path("observedAt").asText()).isEqualTo("2026-02-20T08:15:00Z");
        assertThat(asset.path("installedOn").asText()).isEqualTo("2024-05-20");
        assertThat(asset.at("/site/id").asText()).isEqualTo("SITE-7");
        assertThat(asset.path("firmware").findValuesAsText("version")).containsExactly("1.9", "V2.31");
        assertThat(asset.at("/history/0/parts/0/productSku").asText()).isEqualTo("BMS-BOARD-2");
        assertThat(found.path("firmware").asText()).isEqualTo("V2.31");
        assertThat(found.path("faultCodes").toString()).isEqualTo("[\"E-021\",\"W-007\"]");

        String cause = asset.path("messageId").asText();
        assertThat(message(cause).path("state").asText()).isEqualTo("PROCESSED");
        assertThat(message(cause).path("caseNumber").asText()).isEqualTo(number);
        assertThat(message(cause).path("keys").findValuesAsText("value"))
                .contains(serial(ticket).toLowerCase(), number.toLowerCase());
        JsonNode timeline = ask("/api/csp/rma/" + number + "/timeline").path("items");
        assertThat(timeline).anySatisfy(line -> {
            assertThat(line.path("event").asText()).isEqualTo("asset.reported");
            assertThat(line.path("cause").asText()).isEqualTo(cause);
            assertThat(line.at("/detail/filled/firmware").asText()).isEqualTo("V2.31");
            assertThat(line.at("/detail/visits").asInt()).isOne();
        });
        assertThat(timeline.findValuesAsText("system")).contains("tms-assets");
        // Nobody else hears of it, and nothing of it was written to the TMS.
        awaitReceived("csp", number, 1);
        assertThat(received("tms-assets", number)).isEmpty();
    }

    @Test
    void aUnitThatTheFieldServiceDoesNotKnowIsAnAnswer() {
        String ticket = newTicket();
        ObjectNode unknown = ticket(ticket);
        unknown.withObject("/custom_fields").put("serial_number", "ZZ-" + ticket);
        thuliumHas(ticket, unknown);
        String opened = accepted(FORM, thin(ticket));

        String number = awaitDelivered(opened).path("caseNumber").asText();
        JsonNode found = awaitAsset(number, "ZZ-" + ticket);
        assertThat(found.at("/asset/known").asBoolean(true)).isFalse();
        assertThat(found.has("firmware")).isFalse();
        assertThat(lines(number, "asset.unknown")).hasSize(1);
        assertThat(delivery(message(opened), "tms-assets").at("/tries/0/responseStatus").asInt()).isEqualTo(404);
        // What it learns later outdoes that it knew nothing.
        awaitState(answered(found, "2020-01-01T00:00:00Z", "V2.20"), "PROCESSED");
        assertThat(rmaCase(number).path("firmware").asText()).isEqualTo("V2.20");
    }

    @Test
    void aTmsThatIsDownDelaysThisAndNothingElse() {
        behave("tms-assets", NOTHING);
        String ticket = newTicket();
        String number = openCase(ticket);
        for (String neighbour : List.of("csp", "tms", "tickets", "thulium", "notification")) {
            awaitReceived(neighbour, number, 1);
        }
        assertThat(rmaCase(number).has("asset")).isFalse();
        assertThat(hub.sendJson("PATCH", "/api/csp/rma/" + number, "{\"status\":\"DIAGNOSING\"}").statusCode())
                .isEqualTo(200);

        behave("tms-assets", "{\"mode\":\"ok\"}");
        assertThat(awaitAsset(number, serial(ticket)).at("/asset/known").asBoolean()).isTrue();
    }

    @Test
    void repeatedAndOlderAnswersChangeNothingAndANewerOneDoes() {
        String ticket = newTicket();
        tmsHas(serial(ticket), "2026-02-20T08:15:00Z", "V2.31");
        String number = openCase(ticket);
        JsonNode before = awaitAsset(number, serial(ticket));

        assertThat(awaitState(answered(before, "2026-02-20T08:15:00Z", "V2.31"), "IGNORED").path("reason").asText())
                .contains("2026-02-20T08:15:00Z");
        awaitState(answered(before, "2026-02-19T08:15:00Z", "V2.29"), "IGNORED");
        JsonNode after = rmaCase(number);
        assertThat(after.path("asset")).isEqualTo(before.path("asset"));
        assertThat(after.path("version")).isEqualTo(before.path("version"));
        assertThat(lines(number, "asset.reported")).hasSize(1);

        awaitState(answered(before, "2026-02-21T08:15:00Z", "V2.33"), "PROCESSED");
        assertThat(rmaCase(number).path("firmware").asText()).isEqualTo("V2.33");
        assertThat(rmaCase(number).at("/asset/observedAt").asText()).isEqualTo("2026-02-21T08:15:00Z");
    }

    @Test
    void whatAPersonEnteredStaysAndACorrectedSerialIsAskedAbout() {
        String ticket = newTicket();
        tmsHas(serial(ticket), "2026-02-20T08:15:00Z", "V2.31", "E-021");
        String number = openCase(ticket);
        JsonNode first = awaitAsset(number, serial(ticket));
        String other = "SB05X" + serial(ticket).substring(5);
        tmsHas(other, "2025-01-01T00:00:00Z", "V2.20", "E-330");
        assertThat(hub.sendJson("PATCH", "/api/csp/rma/" + number,
                "{\"firmware\":\"V9.9-read-from-display\",\"serialNumber\":\"" + other + "\"}").statusCode())
                .isEqualTo(200);

        JsonNode found = awaitAsset(number, other);
        assertThat(found.path("firmware").asText()).isEqualTo("V9.9-read-from-display");
        assertThat(found.path("faultCodes").toString()).as("taken from the unit that it was not")
                .isEqualTo("[\"E-330\"]");
        assertThat(found.at("/asset/faultCodes/0").asText()).isEqualTo("E-330");
        assertThat(awaitState(answered(first, "2026-03-01T00:00:00Z", "V2.33"), "IGNORED").path("reason").asText())
                .isEqualTo("the case is about " + other + " by now");
    }

    @Test
    void failuresAreCountedByTheFirmwareThatTheFieldServiceKnows() {
        String ticket = newTicket();
        String firmware = "V7." + ticket;
        tmsHas(serial(ticket), "2026-02-20T08:15:00Z", firmware);
        awaitAsset(openCase(ticket), serial(ticket));

        String today = LocalDate.now(ZoneId.of("Europe/Warsaw")).toString();
        JsonNode report = ask("/api/reports/failures?by=firmware&from=" + today + "&to=" + today);
        assertThat(report.toString()).contains(firmware);
    }

    @Test
    void anAnswerThatIsNoneIsQuarantined() {
        JsonNode found = awaitAsset(openCase("31415"), serial("31415"));
        ObjectNode body = hub.json.createObjectNode().put("answer", "<html>login</html>");
        body.putObject("asked").put("orgId", "demo").put("caseId", found.path("id").asText())
                .put("caseNumber", found.path("number").asText()).put("serialNumber", serial("31415"));

        assertThat(awaitState(answered(body), "QUARANTINED").path("reason").asText()).contains("known");
    }
}
