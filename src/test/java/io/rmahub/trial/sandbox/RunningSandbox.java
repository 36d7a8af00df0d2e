package io.rmahub.trial.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The sandbox as it runs alone, on free ports, talked to over real connections. */
final class RunningSandbox implements AutoCloseable {

    static final String CSP = "Bearer sandbox-csp";
    static final String THULIUM = "Basic "
            + Base64.getEncoder().encodeToString("sandbox:sandbox-thulium".getBytes(StandardCharsets.UTF_8));

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    RunningSandbox(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--server.port=0";
        all[arguments.length + 1] = "--hub.sandbox.smtp-port=0";
        context = SandboxApplication.application().run(all);
    }

    int smtpPort() {
        return context.getBean(SandboxMail.class).port();
    }

    ConfigurableApplicationContext context() {
        return context;
    }

    HttpResponse<String> call(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/sandbox" + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> openCase(String key, String body) throws IOException, InterruptedException {
        return call("POST", "/csp/api/cases", body, "Authorization", CSP, "Idempotency-Key", "\"" + key + "\"");
    }

    void command(String neighbour, String command) throws IOException, InterruptedException {
        HttpResponse<String> answer = call("POST", "/" + neighbour + "/behaviour", command);
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    JsonNode get(String path, String... headers) throws IOException, InterruptedException {
        return json.readTree(call("GET", path, null, headers).body());
    }

    @Override
    public void close() {
        context.close();
    }
}
