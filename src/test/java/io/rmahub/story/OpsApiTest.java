package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations API as its caller sees it: pages, what is refused and how, and the documents that describe it. */
class OpsApiTest extends HubStory {

    @ParameterizedTest
    @ValueSource(strings = {"/api/ops/messages?", "/api/ops/messages?state=PROCESSED&",
        "/api/ops/deliveries?status=DELIVERED&"})
    void pagesGoOnWhereTheOneBeforeEnded(String list) {
        for (int i = 0; i < 2; i++) {
            String ticket = newTicket();
            thuliumHas(ticket, ticket(ticket));
            awaitDelivered(accepted(FORM, thin(ticket)));
        }
        List<String> whole = ids(ask(list + "limit=5"));
        JsonNode page = ask(list + "limit=2");
        List<String> paged = new ArrayList<>(ids(page));
        while (paged.size() < whole.size()) {
            page = ask(list + "limit=2&cursor=" + page.required("next").asText());
            paged.addAll(ids(page));
        }
        assertThat(whole).hasSizeGreaterThan(1);
        assertThat(paged.subList(0, whole.size())).isEqualTo(whole);
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.required("items").forEach(item -> ids.add(item.required("id").asText()));
        return ids;
    }

    @Test
    void theLastPageHasNoNext() {
        assertThat(ask("/api/ops/messages?q=no-such-key").has("next")).isFalse();
        assertThat(ask("/api/ops/deliveries?target=no-such-target").has("next")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/ops/ledger?recount=perhaps, recount", "/api/ops/ledger?count=true, count",
        "/api/ops/messages?before=0198a1b2-0000-7000-8000-000000000000, before", "/api/ops/messages?state=MAYBE, state",
        "/api/ops/messages?limit=0, limit", "/api/ops/messages?limit=501, limit", "/api/ops/messages?limit=x, limit",
        "/api/ops/messages?cursor=x, cursor", "/api/ops/messages/x, id",
        "/api/ops/deliveries?status=dead, status", "/api/ops/deliveries?state=DEAD, state",
        "/api/ops/deliveries?cursor=1, cursor", "/api/ops/deliveries?limit=-1, limit"})
    void aParameterOrValueThatThereIsNotIs400AndNamed(String path, String parameter) {
        refused(hub.get(path, StoryHub.ADMIN_KEY), 400, parameter);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {
        "{} | ''", "{\"deliveryId\":\"ID\",\"messageId\":\"ID\"} | ''", "{\"deliveryId\":\"x\"} | /deliveryId",
        "{\"deliveryId\":\"ID\",\"action\":\"resubmit\"} | /action",
        "{\"messageId\":\"ID\",\"action\":\"discard\"} | /action",
        "{\"messageId\":\"ID\",\"action\":\"retry\"} | /action", "{\"messageId\":\"ID\",\"why\":\"x\"} | /why"})
    void aReplayThatIsNotValidIs422AndNamed(String body, String path) {
        refused(replay(body.replace("ID", UUID.randomUUID().toString())), 422, path.replace("''", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{", "\"x\""})
    void aReplayThatCannotBeReadIs400(String body) {
        refused(replay(body), 400, "");
    }

    private static void refused(HttpResponse<String> answer, int status, String path) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = hub.read(answer.body());
        assertThat(problem.path("errors").findValuesAsText("path")).as(answer.body()).contains(path);
        assertThat(problem.path("errors").findValuesAsText("reason")).noneMatch(String::isBlank);
    }

    @Test
    void whatIsNotThereIsSaidSo() {
        String id = UUID.randomUUID().toString();
        assertThat(hub.get("/api/ops/messages/" + id, StoryHub.ADMIN_KEY).statusCode()).isEqualTo(404);
        assertThat(replay("{\"messageId\":\"" + id + "\"}").statusCode()).isEqualTo(409);
        assertThat(replay("{\"deliveryId\":\"" + id + "\",\"action\":\"discard\"}").statusCode()).isEqualTo(409);
    }

    @Test
    void keysAreMadeListedAndRevoked() {
        JsonNode made = hub.read(hub.sendJson("POST", "/api/access/keys",
                "{\"name\":\"story of ops\",\"scopes\":[\"ops.read\"]}").body());
        assertThat(hub.get("/api/ops/ledger", made.required("key").asText()).statusCode()).isEqualTo(200);

        assertThat(ask("/api/access/keys").findValuesAsText("name")).contains("story of ops");
        assertThat(hub.sendJson("DELETE", "/api/access/keys/" + made.required("id").asText(), null).statusCode())
                .isEqualTo(204);
        assertThat(hub.get("/api/ops/ledger", made.required("key").asText()).statusCode()).isEqualTo(401);
    }

    @Test
    void everyDocumentIsServedAndOffered() throws IOException {
        String page = hub.send(hub.request("/api/docs")).body();
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/openapi"))) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                assertThat(hub.send(hub.request("/api/docs/" + name)).body()).isEqualTo(Files.readString(file));
                assertThat(page).contains("<option value=\"" + name.replace(".yaml", "") + "\">");
            }
        }
    }
}
