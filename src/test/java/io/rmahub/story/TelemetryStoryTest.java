package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.support.HubTopics;
import io.rmahub.unit.UnitHistory;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readings and published firmware on their way through a whole hub. */
class TelemetryStoryTest extends HubStory {

    private static final String TOPIC = "cloud.telemetry";
    private static final String RELEASES = "/api/integrations/cloud/firmware-releases";

    private HubTopics topics;

    @BeforeEach
    void connect() {
        topics = new HubTopics(hub.property("camel.component.kafka.brokers"));
    }

    @AfterEach
    void disconnect() {
        topics.close();
    }

    @Test
    void aReadingInAnyEnvelopeIsSeenAtTheApi() {
        topics.send(TOPIC, "T-PLAIN", """
                {"observedAt":"2026-03-02T09:00:00Z","online":true,"cellFirmware":"V2.31","soh":93.2,
                 "lifetimeThroughputKwh":1834.2,"faultCodes":["E12"]}""", Map.of());
        topics.send(TOPIC, "T-STRUCTURED", """
                {"specversion":"1.0","id":"1","source":"//c","type":"t","time":"2026-03-02T09:00:00Z",
                 "subject":"T-STRUCTURED","data":{"sohPct":91}}""",
                Map.of("content-type", "application/cloudevents+json"));
        topics.send(TOPIC, "T-BINARY", "{\"soh\":90}",
                Map.of("ce_specversion", "1.0", "ce_time", "2026-03-02T09:00:00Z"));

        JsonNode unit = awaitUnit("T-PLAIN");
        assertThat(unit.at("/latest/cellFirmware").asText()).isEqualTo("V2.31");
        assertThat(unit.at("/latest/faultCodes/0").asText()).isEqualTo("E12");
        assertThat(unit.at("/online/0/to").asText()).isEqualTo("2026-03-02T10:00:00Z");
        assertThat(awaitUnit("T-STRUCTURED").at("/latest/soh").asInt()).isEqualTo(91);
        assertThat(awaitUnit("T-BINARY").at("/latest/soh").asInt()).isEqualTo(90);
        assertThat(topics.lag(TOPIC)).isZero();
    }

    @Test
    void malformedReadingsGoAsideWithTheReasonAndHoldNobodyUp() {
        List<String> bad = List.of("", "no json", "{\"soh\":1}", "{\"observedAt\":\"2999-01-01T00:00:00Z\"}");
        for (int i = 0; i < 200; i++) {
            topics.send(TOPIC, "T-BAD", bad.get(i % bad.size()), Map.of("trace", "t" + i));
        }
        topics.send(TOPIC, "T-BAD", "{\"observedAt\":\"2026-03-02T09:00:00Z\"}", Map.of());

        awaitUnit("T-BAD");
        List<ConsumerRecord<String, String>> rejected = topics.read(TOPIC + ".rejected", "T-BAD");
        assertThat(rejected).hasSize(200);
        assertThat(rejected.get(1).value()).isEqualTo("no json");
        Map<String, String> headers = HubTopics.headers(rejected.get(1));
        assertThat(headers).containsEntry("rejected-reason", "the value is not JSON").containsEntry("trace", "t1");
        assertThat(headers.get("rejected-from")).matches("cloud\\.telemetry-\\d@\\d+");
    }

    @Test
    void noReadingIsSkippedWhileTheDatabaseRefuses() {
        db().execute("alter table unit_state rename to unit_state_away");
        try {
            IntStream.range(0, 3000).forEach(i -> topics.send(TOPIC, "T-DB-" + i, reading(i), Map.of()));
            await("a refused write").atMost(SOON).until(() -> hub.log().contains("Readings could not be written"));
        } finally {
            db().execute("alter table unit_state_away rename to unit_state");
        }
        await("all of them").atMost(SOON.multipliedBy(2)).until(() -> db().queryForObject(
                "select count(*) from unit_state where serial like 'T-DB-%'", Long.class) == 3000);
        await("all offsets committed").atMost(SOON).until(() -> topics.lag(TOPIC) == 0);
    }

    @Test
    void aReleaseFromTheTopicAndOneFromTheDoorAreKept() {
        topics.send("firmware.releases", null, """
                {"specversion":"1.0","id":"rel-1","source":"//c","time":"2026-03-01T06:00:00Z",
                 "data":{"productFamilies":["battery"],"component":"cell","version":"V9.1",
                 "releasedAt":"2026-03-01T06:00:00Z","required":true,"graceDays":30}}""", Map.of());
        var posted = hub.send(hub.request(RELEASES).header("Content-Type", JSON)
                .header("X-Cloud-Token", "sandbox-cloud-token")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"productFamily":"battery","component":"bms","version":"V9.2",
                         "releasedAt":"2026-03-01T06:00:00Z","required":false}""")));
        assertThat(posted.statusCode()).isEqualTo(202);
        await("both").atMost(SOON).untilAsserted(() -> assertThat(db().queryForList(
                "select component || ' ' || version || ' ' || coalesce(deadline at time zone 'UTC' || '', '-') "
                        + "from firmware_release where version like 'V9%' order by version", String.class))
                .containsExactly("cell V9.1 2026-03-31 06:00:00", "bms V9.2 -"));
        var refused = hub.send(hub.request(RELEASES).header("X-Cloud-Token", "wrong")
                .POST(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(refused.statusCode()).isEqualTo(401);
    }

    @Test
    void readingNeedsTheScopeAndKnowsOnlyOnesOwn() {
        assertThat(hub.send(hub.request("/api/telemetry/units/T-NONE").GET()).statusCode()).isEqualTo(401);
        assertThat(hub.get("/api/telemetry/units/T-NONE", StoryHub.ADMIN_KEY).statusCode()).isEqualTo(404);
        assertThat(hub.get("/api/telemetry/units/T-NONE?from=yesterday", StoryHub.ADMIN_KEY).statusCode())
                .isEqualTo(400);
        db().update("""
                insert into unit_state (org_id, serial, observed_at, first_observed_at, updated_at)
                values ('other', 'T-OTHER', now(), now(), now())""");
        assertThat(hub.get("/api/telemetry/units/T-OTHER", StoryHub.ADMIN_KEY).statusCode()).isEqualTo(404);
    }

    private static String reading(int i) {
        return "{\"observedAt\":\"" + Instant.parse("2026-03-02T09:00:00Z").plusSeconds(i) + "\",\"soh\":93}";
    }

    private static JsonNode awaitUnit(String serial) {
        await(serial).atMost(SOON).until(() -> hub.bean(UnitHistory.class).latest("demo", serial).isPresent());
        return hub.read(hub.get("/api/telemetry/units/" + serial + "?from=2026-03-01T00:00:00Z&to=2026-03-31T00:00:00Z",
                StoryHub.ADMIN_KEY).body());
    }
}
