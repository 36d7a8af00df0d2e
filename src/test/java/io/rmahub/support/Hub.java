package io.rmahub.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A hub that runs and is talked to over HTTP; {@link HubLauncher} starts one. Closing it ends it. */
public abstract class Hub implements AutoCloseable {

    /** The administrator's key of every hub of the sandbox profile, and the first one of those of production. */
    public static final String ADMIN_KEY = "test-administrator-key-of-a-throw-away-hub";

    private static final Duration LONGEST_CALL = Duration.ofSeconds(30);

    public final ObjectMapper json = new ObjectMapper();
    private final HttpClient http;

    Hub(HttpClient.Builder http) {
        this.http = http.version(HttpClient.Version.HTTP_1_1).build();
    }

    public abstract int port();

    public URI uri(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    /** What the hub says about itself, asked with the administrator's key. */
    public HubOps ops() {
        return new HubOps(uri(""), ADMIN_KEY);
    }

    /** A request to this path, to be completed and sent. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).timeout(LONGEST_CALL);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request.build());
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** With a key or, for null, without; with a body or, for null, without. */
    public HttpResponse<String> send(String method, String path, String key, String body) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return send(request);
    }

    /** As the administrator. */
    public HttpResponse<String> sendJson(String method, String path, String body) {
        return send(method, path, ADMIN_KEY, body);
    }

    /** With a key or, for null, without. */
    public HttpResponse<String> get(String path, String key) {
        HttpRequest.Builder request = request(path).GET();
        return send(key == null ? request : request.header("Authorization", "Bearer " + key));
    }

    public JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public abstract void close();
}
