package io.rmahub.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.engine.startup.RouteFile;
import io.rmahub.engine.startup.RouteFiles;
import io.rmahub.support.Credentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Garbage at every door there is, most of it properly signed: no answer is a 5xx, none takes long, and in the end every
 * message is accounted for. Doors are found by their routes, so a new source is among them by itself.
 *
 * <p>The seed is printed; {@code -Dfuzz.seed=…} repeats a run, {@code -Dfuzz.inputs=…} makes it longer.
 */
class FuzzTest extends HubStory {

    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    /** For all doors together; each gets its share, but enough to meet every kind of garbage. */
    private static final int INPUTS = Integer.getInteger("fuzz.inputs", 4000);
    private static final int FEWEST = 150;
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
    private static final Duration ALL_ACCOUNTED = Duration.ofMinutes(3);

    private final Random random = new Random(SEED);
    private final Garbage garbage = new Garbage(random);
    private final Map<String, String> tokens = new HashMap<>();
    private final Map<String, Map<Integer, Integer>> answers = new TreeMap<>();
    private final List<String> complaints = new ArrayList<>();

    /** A door by its path and source. */
    private record Found(String source, String path) {
    }

    private static List<Found> doors() {
        HubSettings settings = hub.bean(HubSettings.class);
        return RouteFiles.read(settings.home().resolve("routes")).files().stream()
                .flatMap(file -> file.routes().stream()).map(RouteFile.Route::parameters)
                .filter(parameters -> parameters.containsKey("source") && parameters.containsKey("path"))
                .filter(parameters -> settings.source(parameters.get("source")).enabled())
                .map(parameters -> new Found(parameters.get("source"), parameters.get("path"))).toList();
    }

    @Test
    void noGarbageBreaksADoorOrIsForgotten() {
        List<Found> doors = doors();
        assertThat(doors).extracting(Found::source).contains("thulium", "door-xml", "door-token");
        System.out.println("fuzz.seed=" + SEED + " over " + doors.size() + " doors");
        int each = Math.max(FEWEST, INPUTS / doors.size());
        for (Found door : doors) {
            SourceSettings source = hub.bean(HubSettings.class).source(door.source());
            List<JsonNode> examples = examples(door.source());
            for (int i = 0; i < each; i++) {
                exchange(door, source, examples);
            }
        }
        for (int i = 0; i < FEWEST; i++) {
            send("oauth-token",
                    request("POST", DoorsTest.TOKENS, Map.of("Content-Type", FORM), garbage.body(List.of())));
        }
        System.out.println("fuzz answers " + answers);
        assertThat(complaints).as("fuzz.seed=" + SEED).isEmpty();
        assertThat(answers).allSatisfy((door, byStatus) -> assertThat(byStatus.keySet()).as(door)
                .noneMatch(status -> status >= 500));
        // Garbage that stops at 401 tests nothing behind it.
        doors.forEach(door -> assertThat(answers.get(door.source()).keySet()).as(door.source())
                .contains(400).anyMatch(status -> status / 100 == 2));

        await("all messages of fuzz.seed=" + SEED + " to be accounted for").atMost(ALL_ACCOUNTED)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> db().queryForObject("select count(*) from message_work", Long.class) == 0);
        assertThat(ledger().path("unaccounted").asLong()).isZero();
        assertThat(db().queryForObject("""
                select count(*) from message m
                where not exists (select 1 from message_outcome o where o.message_id = m.id)""", Long.class)).isZero();
    }

    private void exchange(Found door, SourceSettings source, List<JsonNode> examples) {
        byte[] body = garbage.body(examples);
        if (source.verification().scheme().equals("body-signature") && random.nextInt(8) > 0) {
            body = Credentials.signedForm(source.verification(), new String(body, StandardCharsets.UTF_8));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        StringBuilder path = new StringBuilder(door.path());
        String query = "";
        // One in eight comes without a proof, as anybody's may.
        if (random.nextInt(8) > 0) {
            Credentials proof = Credentials.of(source.verification(), body, this::login);
            headers.putAll(proof.headers());
            query = proof.query();
        }
        headers.putAll(oddHeaders());
        String method = source.methods().contains("GET") ? "GET" : "POST";
        if (random.nextInt(20) == 0) {
            method = List.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "BREW")
                    .get(random.nextInt(8));
        }
        if (method.equals("GET") && random.nextInt(10) > 0) {
            query += "&" + queryText(body);
        }
        if (random.nextInt(20) == 0) {
            path.append(List.of("/", "/x", "/%00", "/%2e%2e/", ";a=b", "/" + "x".repeat(3000), "/%zz", "//", "/%c3%28")
                    .get(random.nextInt(9)));
        }
        send(door.source(), request(method, path + (query.isEmpty() ? "" : "?" + query), headers, body));
    }

    private String queryText(byte[] body) {
        String text = new String(body, 0, Math.min(body.length, 1500), StandardCharsets.ISO_8859_1);
        return random.nextInt(6) == 0 ? text.replaceAll("[\\s#]", "") : "pushid=" + random.nextInt(50) + "&status="
                + URLEncoder.encode(text, StandardCharsets.UTF_8) + (random.nextInt(6) == 0 ? "&a=%zz" : "");
    }

    private Map<String, String> oddHeaders() {
        List<String> types = List.of("application/json", FORM, "application/xml", "text/plain;charset=none",
                "multipart/form-data; boundary=x", "application/json;charset=UTF-16", "*/*", "", ";", "a/b/c",
                "application/x-www-form-urlencoded;charset=\"", "\u00e9/\u00e9");
        Map<String, String> odd = new LinkedHashMap<>();
        odd.put("Content-Type", types.get(random.nextInt(types.size())));
        switch (random.nextInt(12)) {
            case 0 -> odd.put("Content-Encoding", "gzip");
            case 1 -> odd.put("X-Event-Id", "same every time");
            case 2 -> odd.put("X-Odd", "\u00e9\u00ff\u0080" + "x".repeat(random.nextInt(3000)));
            case 3 -> odd.put("Accept", "application/nothing;q=x");
            case 4 -> odd.put("Accept-Charset", "none, *;q=2");
            case 5 -> odd.put("Cookie", "a=b; $Version=1; =;;");
            case 6 -> odd.put("Origin", "null\r\nAccess-Control-Request-Method: POST");
            case 7 -> odd.put("X-Forwarded-For", "not, an, address");
            case 8 -> odd.put("CamelHttpPath", "/elsewhere\r\nCamelHttpResponseCode: 500");
            case 9 -> odd.put("Authorization", "Basic");
            case 10 -> odd.put("webhook-timestamp", "99999999999999999999");
            default -> { }
        }
        return odd;
    }

    private String login(String client) {
        return tokens.computeIfAbsent(client, DoorsTest::login);
    }

    private static byte[] request(String method, String path, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(method).append(' ').append(path)
                .append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        var made = new ByteArrayOutputStream();
        made.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        made.writeBytes(body);
        return made.toByteArray();
    }

    /** By a bare socket: an HTTP client would not send most of this. */
    private void send(String door, byte[] request) {
        int status;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.port())) {
            socket.setSoTimeout((int) LONGEST_ANSWER.toMillis());
            socket.getOutputStream().write(request);
            byte[] line = socket.getInputStream().readNBytes(12);
            status = line.length < 12 ? 0 : Integer.parseInt(new String(line, 9, 3, StandardCharsets.ISO_8859_1));
        } catch (IOException | NumberFormatException e) {
            // The server may close while a refused body is still being sent; what then counts is that it lives.
            status = e instanceof SocketTimeoutException ? 599 : 0;
        }
        answers.computeIfAbsent(door, name -> new TreeMap<>()).merge(status, 1, Integer::sum);
        if (status >= 500 && complaints.size() < 5) {
            complaints.add(door + " answered " + status + " to " + new String(request, 0,
                    Math.min(request.length, 1500), StandardCharsets.ISO_8859_1).replaceAll("(x{9})x+", "$1…"));
        }
    }

    /** What the source sends, from the examples beside its mapping. */
    private static List<JsonNode> examples(String source) {
        try (Stream<Path> all = Files.walk(Path.of("mappings"))) {
            return all.filter(file -> file.toString().endsWith(".in.json")
                    && file.getParent().endsWith(source + ".examples")
                    && !file.startsWith("mappings/targets")).sorted().map(FuzzTest::event).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode event(Path file) {
        try {
            return hub.json.readTree(Files.readAllBytes(file)).path("event");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
