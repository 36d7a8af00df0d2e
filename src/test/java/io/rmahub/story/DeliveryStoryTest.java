package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.delivery.QueuedDelivery;
import io.rmahub.engine.delivery.WorkDispatcher;
import jakarta.jms.ConnectionFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jms.core.JmsTemplate;

/** Deliveries when targets fail: each line in order, nobody else waits, nothing is lost, nothing happens twice. */
class DeliveryStoryTest extends HubStory {

    private static final List<String> OTHERS = List.of("tms", "tickets", "thulium", "notification");

    /** A case that every target was told of. */
    private static CaseLine openCase() {
        String ticket = newTicket();
        thuliumHas(ticket, ticket(ticket));
        return new CaseLine(hub, awaitDelivered(accepted(FORM, thin(ticket))).path("id").asText());
    }

    private static List<String> descriptionsAt(String neighbour, CaseLine line) {
        return received(neighbour, line.number()).stream()
                .map(call -> call.at("/body/faultDescription").asText()).skip(1).toList();
    }

    private static void awaitDescriptions(CaseLine line, List<String> expected) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(50)).until(() ->
                descriptionsAt("csp", line).size() >= expected.size() && open("csp", line.number()).isEmpty());
        assertThat(descriptionsAt("csp", line)).isEqualTo(expected);
    }

    private static JsonNode open(String target, String number) {
        return ask("/api/ops/deliveries?limit=500&target=" + target).path("items").findParents("subject").stream()
                .filter(item -> item.path("subject").asText().equals(number))
                .reduce(hub.json.createArrayNode(), (all, item) -> all.add(item), (a, b) -> a);
    }

    /** The dead delivery at the head of the line. */
    private static JsonNode awaitDead(CaseLine line) {
        return await().atMost(SOON).until(() -> {
            for (JsonNode item : open("csp", line.number())) {
                if (item.path("status").asText().equals("DEAD")) {
                    return item;
                }
            }
            return null;
        }, found -> found != null);
    }

    @Test
    void theEventsOfACaseArriveInOrderThroughFailures() {
        CaseLine line = openCase();
        behave("csp", "{\"mode\":\"failing\",\"failures\":3}");
        line.append("1", "2", "3");
        line.append("4");
        awaitDescriptions(line, List.of("1", "2", "3", "4"));
        behave("csp", "{\"mode\":\"down\",\"failures\":2}");
        line.append("5", "6");
        line.append("7");
        awaitDescriptions(line, List.of("1", "2", "3", "4", "5", "6", "7"));
        assertThat(causes(line, "csp", 5)).containsExactly(
                "SERVER_ERROR", "SERVER_ERROR", "SERVER_ERROR", "UNREACHABLE", "UNREACHABLE");
    }

    @Test
    void eventsThatFollowWhileTheOneBeforeIsBeingFinishedAreNotForgotten() {
        CaseLine line = openCase();
        List<String> all = IntStream.rangeClosed(1, 60).mapToObj(String::valueOf).toList();
        all.forEach(line::append);
        awaitDescriptions(line, all);
        assertThat(received("csp", line.number())).allSatisfy(call -> assertThat(call.path("times").asInt()).isOne());
    }

    @Test
    void aTargetThatIsDownDelaysOnlyItsOwn() {
        behave("csp", "{\"mode\":\"down\"}");
        List<CaseLine> lines = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String ticket = newTicket();
            thuliumHas(ticket, ticket(ticket));
            lines.add(new CaseLine(hub, awaitState(accepted(FORM, thin(ticket)), "PROCESSED").path("id").asText()));
        }
        lines.forEach(line -> line.append("1", "2"));
        lines.forEach(line -> {
            OTHERS.forEach(other -> awaitReceived(other, line.number(), 3));
            assertThat(received("csp", line.number())).isEmpty();
            // Its own wait in line: the first is tried, the others are held behind it.
            assertThat(open("csp", line.number())).hasSize(3);
            assertThat(open("csp", line.number()).findValuesAsText("status"))
                    .filteredOn("PENDING"::equals).hasSize(2);
        });

        behave("csp", "{\"mode\":\"ok\"}");
        lines.forEach(line -> awaitDescriptions(line, List.of("1", "2")));
        lines.forEach(line -> await().atMost(SOON).until(() -> open("csp", line.number()).isEmpty()));
    }

    @Test
    void deliveriesThatShareAMessageDoNotSeeHowTheOthersEnd() {
        List<CaseLine> lines = IntStream.range(0, 4).mapToObj(i -> openCase()).toList();
        lines.forEach(line -> await().atMost(SOON).until(() -> open("csp", line.number()).isEmpty()));
        List<String> pieces = new ArrayList<>(List.of(UUID.randomUUID().toString()));
        for (CaseLine line : lines) {
            Map<Boolean, List<QueuedDelivery>> queued = line.write("1").stream()
                    .collect(Collectors.partitioningBy(each -> each.target().equals("csp")));
            queued.get(true).forEach(each -> pieces.addAll(List.of(each.id().toString(), each.id().toString())));
            hub.bean(WorkDispatcher.class).deliveries(queued.get(false));
        }
        behave("csp", "{\"mode\":\"failing\",\"failures\":2}");

        new JmsTemplate(hub.bean(ConnectionFactory.class)).convertAndSend("hub.deliver.csp", String.join("\n", pieces));

        lines.forEach(line -> awaitDescriptions(line, List.of("1")));
        assertThat(lines.stream().map(line -> causes(line, "csp", 0).size())).containsExactly(1, 1, 0, 0);
        lines.forEach(line -> assertThat(received("csp", line.number())).allSatisfy(
                call -> assertThat(call.path("times").asInt()).isOne()));
    }

    @Test
    void retryAfterIsRespected() {
        CaseLine line = openCase();
        behave("csp", "{\"mode\":\"failing\",\"status\":503,\"failures\":1,\"retryAfterSeconds\":3}");
        line.append("1");
        awaitDescriptions(line, List.of("1"));

        List<Instant> at = db().queryForList("""
                select to_char(a.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                from delivery_attempt a join delivery_done d on d.id = a.delivery_id
                where d.subject = ? and d.target = 'csp' order by a.at""", String.class, line.number())
                .stream().map(Instant::parse).skip(1).toList();
        assertThat(at).hasSize(2);
        assertThat(Duration.between(at.get(0), at.get(1))).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(8));
    }

    @Test
    void aRefusalHoldsItsLineUntilItIsRedriven() {
        CaseLine line = openCase();
        behave("csp", "{\"mode\":\"failing\",\"status\":422,\"failures\":1}");
        line.append("1", "2");
        JsonNode dead = awaitDead(line);

        assertThat(dead.path("cause").asText()).isEqualTo("REJECTED");
        assertThat(dead.path("attempts").asInt()).isOne();
        line.append("3");
        assertThat(open("csp", line.number()).findParents("heldBy")).hasSize(2)
                .allSatisfy(held -> assertThat(held.path("status").asText()).isEqualTo("PENDING"))
                .extracting(held -> held.path("heldBy")).contains(dead.path("id"));
        OTHERS.forEach(other -> awaitReceived(other, line.number(), 4));
        openCase(); // another case's line to the same target flows

        String id = dead.path("id").asText();
        assertThat(replay("{\"deliveryId\":\"" + id + "\",\"note\":\"portal mended\"}").statusCode()).isEqualTo(202);
        awaitDescriptions(line, List.of("1", "2", "3"));
        assertThat(received("csp", line.number()).get(1).path("idempotencyKey").asText()).isEqualTo(id);
        requireAudit(id, "redrive", "portal mended");
        assertThat(replay("{\"deliveryId\":\"" + id + "\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void discardingLetsTheLineMoveOn() {
        CaseLine line = openCase();
        behave("csp", "{\"mode\":\"failing\",\"status\":404,\"failures\":1}");
        line.append("1", "2", "3");
        JsonNode dead = awaitDead(line);
        assertThat(dead.path("cause").asText()).isEqualTo("NOT_FOUND");

        String id = dead.path("id").asText();
        assertThat(replay("{\"deliveryId\":\"" + id + "\",\"action\":\"discard\"}").statusCode()).isEqualTo(202);
        awaitDescriptions(line, List.of("2", "3"));
        requireAudit(id, "discard", null);
        assertThat(ask("/api/ops/deliveries?status=DISCARDED&limit=500").path("items").findValuesAsText("id"))
                .contains(id);
    }

    private static void requireAudit(String id, String kind, String note) {
        assertThat(db().queryForList("select * from replay_audit where subject_id = ?", UUID.fromString(id)))
                .singleElement().satisfies(row -> {
                    assertThat(row).containsEntry("org_id", "demo").containsEntry("kind", kind)
                            .containsEntry("note", note);
                    assertThat(row.get("actor")).isEqualTo("admin");
                });
    }

    @Test
    void wrongCredentialsAtATargetAreRetried() {
        CaseLine line = openCase();
        behave("csp", "{\"mode\":\"failing\",\"status\":401,\"failures\":2}");
        line.append("1");
        awaitDescriptions(line, List.of("1"));
        assertThat(causes(line, "csp", 2)).containsExactly("UNAUTHORIZED", "UNAUTHORIZED");
    }

    @Test
    void aMailServerThatRefusesForNowIsTriedAgain() {
        CaseLine line = openCase();
        behave("notification", "{\"mode\":\"failing\",\"failures\":2}");
        line.append("1");
        awaitReceived("notification", line.number(), 2);
        assertThat(causes(line, "notification", 2)).containsExactly("SERVER_ERROR", "SERVER_ERROR");
    }

    private static List<String> causes(CaseLine line, String target, int count) {
        return await().atMost(SOON).until(() -> db().queryForList("""
                select a.cause from delivery_attempt a join delivery_done d on d.id = a.delivery_id
                where d.subject = ? and d.target = ? and a.cause is not null order by a.at""",
                String.class, line.number(), target), causes -> causes.size() >= count);
    }

    @Test
    void anAttemptThatTakesTooLongIsATimeout() {
        CaseLine line = openCase();
        behave("csp", "{\"mode\":\"slow\",\"latencyMillis\":6000,\"failures\":1}");
        line.append("1");
        awaitDescriptions(line, List.of("1"));
        assertThat(causes(line, "csp", 1)).containsExactly("TIMEOUT");
        // The slow call arrived after all: the neighbour knows the key and does nothing twice.
        assertThat(descriptionsAt("csp", line)).containsExactly("1");
    }
}
