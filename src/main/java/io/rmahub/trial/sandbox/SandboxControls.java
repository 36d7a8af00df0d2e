package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** How a person or a test looks at the neighbours and commands them; asks for no credentials. */
@SandboxOnly
@RestController
@RequestMapping("/sandbox")
class SandboxControls {

    private final Neighbours neighbours;
    private final SandboxMail mail;
    private final ObjectMapper json;

    SandboxControls(Neighbours neighbours, SandboxMail mail, ObjectMapper json) {
        this.neighbours = neighbours;
        this.mail = mail;
        this.json = json;
    }

    record Index(Map<String, Summary> neighbours, int smtpPort, List<String> examples) {
    }

    /**
     * @param count   effective calls: distinct idempotency keys
     * @param reads   calls that only asked
     * @param refused calls that were not accepted: on command, for their credentials or for their content
     */
    record Summary(long count, long calls, long repeated, long reads, long refused, Behaviour.Command behaviour) {
    }

    /** Like {@link Summary}; {@code items} are effective calls in order of arrival, the newest ones. */
    record Received(String neighbour, long count, long calls, long repeated, long reads, long refused,
            List<ReceivedItem> items) {
    }

    /**
     * @param body  the JSON that was sent, or text if it was none
     * @param times how often the key came
     */
    record ReceivedItem(String idempotencyKey, String method, String path, Instant receivedAt, int times,
                        JsonNode body) {
    }

    @GetMapping
    Index index() {
        Map<String, Summary> summaries = new LinkedHashMap<>();
        neighbours.all().forEach(neighbour -> summaries.put(neighbour.name(), summary(neighbour)));
        String base = ServletUriComponentsBuilder.fromCurrentContextPath().path("/sandbox").toUriString();
        return new Index(summaries, mail.port(), List.of(
                "curl '" + base + "/csp/received?limit=5'",
                "curl -X DELETE " + base + "/csp/received",
                "curl " + base + "/csp/keys",
                "curl -H 'Content-Type: application/json' -d '{\"mode\":\"failing\",\"status\":503,\"failures\":3,"
                        + "\"retryAfterSeconds\":1}' " + base + "/csp/behaviour",
                "curl -H 'Content-Type: application/json' -d '{\"mode\":\"down\"}' " + base + "/tms/behaviour",
                "curl -H 'Content-Type: application/json' -d '{\"mode\":\"ok\"}' " + base + "/tms/behaviour",
                "curl -H 'Content-Type: application/json' -d '{\"direction\":\"OUT\",\"sku\":\"BAT-5-LV\","
                        + "\"quantity\":1,\"warehouse\":\"WAW-1\",\"reference\":\"RMA-2026-00001\"}' " + base
                        + "/products/movements",
                "curl -X DELETE " + base + "/products/movements/M-1"));
    }

    @GetMapping("/{name}/received")
    Received received(@PathVariable String name,
            @RequestParam(defaultValue = "100") int limit, @RequestParam(defaultValue = "") String q) {
        Neighbour neighbour = neighbours.get(name);
        Summary summary = summary(neighbour);
        List<ReceivedItem> items = neighbour.recorder().newest(limit, q).stream().map(this::shown).toList();
        return new Received(name, summary.count(), summary.calls(), summary.repeated(), summary.reads(),
                summary.refused(), items);
    }

    @DeleteMapping("/{name}/received")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void forget(@PathVariable String name) {
        neighbours.get(name).forget();
    }

    /**
     * One line for each key: the key, a tab, how often it came. When more keys came than are kept as text, a last
     * line {@code # left out: <number>} says so.
     */
    @GetMapping("/{name}/keys")
    void keys(@PathVariable String name, HttpServletResponse response) throws IOException {
        Recorder recorder = neighbours.get(name).recorder();
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        PrintWriter lines = response.getWriter();
        long leftOut = recorder.keys(
                (key, times) -> lines.append(key).append('\t').append(Long.toString(times)).append('\n'));
        if (leftOut > 0) {
            lines.append("# left out: ").append(Long.toString(leftOut)).append('\n');
        }
    }

    @GetMapping("/{name}/behaviour")
    Behaviour.Command behaviour(@PathVariable String name) {
        return neighbours.get(name).behaviour().current();
    }

    @PostMapping("/{name}/behaviour")
    Behaviour.Command command(@PathVariable String name, @RequestBody Behaviour.Command command) {
        Behaviour behaviour = neighbours.get(name).behaviour();
        behaviour.set(command);
        return command;
    }

    private static Summary summary(Neighbour neighbour) {
        Recorder.Figures figures = neighbour.recorder().figures();
        return new Summary(figures.count(), figures.calls(), figures.repeated(), neighbour.reads(), neighbour.refused(),
                neighbour.behaviour().current());
    }

    private ReceivedItem shown(Recorder.Item item) {
        return new ReceivedItem(item.idempotencyKey(), item.method(), item.path(), item.receivedAt(),
                item.times().get(), shown(item.body()));
    }

    private JsonNode shown(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8);
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }
}
