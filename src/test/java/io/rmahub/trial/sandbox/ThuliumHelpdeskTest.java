package io.rmahub.trial.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The invented tickets over HTTP, and what may be relied on about them. */
class ThuliumHelpdeskTest {

    private static final String WITH_FIELDS = "?include_custom_fields=true";
    private static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = new RunningSandbox();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void ticket1234IsAWarrantyCaseThatNeedsAVisit() throws Exception {
        JsonNode ticket = ticket("1234" + WITH_FIELDS);

        assertThat(field(ticket, "serial_number")).isEqualTo("SH10K000001234");
        assertThat(field(ticket, "product_sku")).isEqualTo("HYB-10K-3P");
        assertThat(field(ticket, "visit_required")).isEqualTo("yes");
        assertThat(field(ticket, "warranty")).isEqualTo("yes");
        assertThat(field(ticket, "priority")).isEqualTo("high");
        assertThat(ticket.path("ticket_queue_id").asInt()).isEqualTo(32);
        assertThat(ticket.path("created_at").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d");
        assertThat(StreamSupport.stream(ticket.path("messages").spliterator(), false).map(m -> m.path("type").asText()))
                .containsExactly("COMMENT", "REPLY", "MAIL");
        assertThat(ticket("1234" + WITH_FIELDS)).isEqualTo(ticket);
    }

    @Test
    void leavesCustomFieldsOutUnlessAsked() throws Exception {
        assertThat(ticket("1234").has("custom_fields")).isFalse();
    }

    @Test
    void knowsNoTicketFromNineHundredMillionOn() throws Exception {
        assertThat(status("900000000")).isEqualTo(404);
        assertThat(status("abc")).isEqualTo(404);
        assertThat(status("899999999")).isEqualTo(200);
        assertThat(sandbox.call("GET", "/thulium/api/tickets/1234", null).statusCode()).isEqualTo(401);
    }

    @Test
    void answersATicketThatWasSet() throws Exception {
        sandbox.call("PUT", "/thulium/tickets/900000001", "{\"subject\":\"set\",\"custom_fields\":[]}");
        assertThat(ticket("900000001" + WITH_FIELDS).toString())
                .isEqualTo("{\"subject\":\"set\",\"custom_fields\":[],\"ticket_id\":\"900000001\"}");
        assertThat(ticket("900000001").has("custom_fields")).isFalse();

        sandbox.call("DELETE", "/thulium/tickets/900000001", null);
        assertThat(status("900000001")).isEqualTo(404);
    }

    @Test
    void flagsAllSmallNumbersAndMostOfTheOthers() {
        assertThat(LongStream.range(1, 100_000).mapToObj(InventedTicket::of)).allMatch(InventedTicket::flagged);
        long flagged = LongStream.range(100_000, 110_000).mapToObj(InventedTicket::of)
                .filter(InventedTicket::flagged).count();
        assertThat(flagged).isBetween(8_800L, 9_200L);
    }

    @Test
    void noTwoTicketsShareASerialNumber() {
        Set<String> serials = new HashSet<>();
        assertThat(LongStream.range(0, 20_000).mapToObj(id -> InventedTicket.of(id).serialNumber()))
                .allMatch(serials::add);
    }

    private static JsonNode ticket(String path) throws Exception {
        return sandbox.get("/thulium/api/tickets/" + path, "Authorization", RunningSandbox.THULIUM);
    }

    private static int status(String id) throws Exception {
        return sandbox.call("GET", "/thulium/api/tickets/" + id, null, "Authorization", RunningSandbox.THULIUM)
                .statusCode();
    }

    private static String field(JsonNode ticket, String name) {
        return StreamSupport.stream(ticket.path("custom_fields").spliterator(), false)
                .filter(field -> field.path("name").asText().equals(name))
                .findFirst().orElseThrow().path("value").asText();
    }
}
