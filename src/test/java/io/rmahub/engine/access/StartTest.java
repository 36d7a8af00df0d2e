package io.rmahub.engine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Which keys there are after a start. */
@ExtendWith(OutputCaptureExtension.class)
class StartTest {

    private static final String BOOTSTRAP = "a-bootstrap-key-from-a-secret-file-0001";

    @TempDir
    Path data;

    @Test
    void sandboxKeysStayOverRestartsWhileTheirFileIsThere(CapturedOutput output) throws IOException {
        String database = RunningHub.newDatabase();
        Path file = data.resolve("new").resolve("sandbox-keys.json");
        try (RunningHub hub = RunningHub.start(database, file.getParent(), "sandbox")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        }
        String first = Files.readString(file);
        String ops = first.replaceAll("(?s).*\"ops\" : \"([^\"]+)\".*", "$1");
        assertThat(ops).startsWith("rma_");
        assertThat(output.getOut()).containsOnlyOnce(ops);

        try (RunningHub hub = RunningHub.start(database, file.getParent(), "sandbox")) {
            assertThat(Files.readString(file)).isEqualTo(first);
            assertThat(hub.get("/api/ops/who", ops).statusCode()).isEqualTo(200);
            assertThat(hub.query("select * from api_key")).hasSize(Role.values().length);
        }

        Files.delete(file);
        try (RunningHub hub = RunningHub.start(database, file.getParent(), "sandbox")) {
            assertThat(Files.readString(file)).isNotEqualTo(first);
            assertThat(hub.get("/api/ops/who", ops).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void productionHasNoKeyAndNoSandbox() {
        for (String profiles : new String[] {"production", "production,sandbox"}) {
            try (RunningHub hub = RunningHub.start(data, profiles)) {
                assertThat(hub.query("select * from api_key")).isEmpty();
                assertThat(hub.query("select * from app_user")).isEmpty();
                assertThat(data.resolve("sandbox-keys.json")).doesNotExist();
                assertThat(hub.get("/sandbox/csp/received", null).statusCode()).isEqualTo(404);
                assertThat(hub.send("POST", "/sandbox/csp/behaviour", null, "{}").statusCode()).isEqualTo(404);
                assertThat(hub.get("/sandbox/csp/received", null).headers().firstValue("Content-Type"))
                        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            }
        }
    }

    @Test
    void theBootstrapKeyLetsTheFirstAdministratorIn(CapturedOutput output) {
        String database = RunningHub.newDatabase();
        String made;
        try (RunningHub hub = RunningHub.start(database, data, "production", bootstrap(BOOTSTRAP), trace())) {
            String answer = hub.send("POST", "/api/access/keys", BOOTSTRAP,
                    "{\"name\":\"console\",\"scopes\":[\"ops.read\"]}").body();
            made = answer.replaceAll(".*\"key\":\"([^\"]+)\".*", "$1");
            assertThat(hub.get("/api/ops/who", made).statusCode()).isEqualTo(200);
            assertThat(hub.get("/api/ops/who", made + "x").statusCode()).isEqualTo(401);
        }
        String next = BOOTSTRAP.replace("0001", "0002");
        try (RunningHub hub = RunningHub.start(database, data, "production", bootstrap(next))) {
            assertThat(hub.get("/api/access/keys", BOOTSTRAP).statusCode()).isEqualTo(401);
            assertThat(hub.get("/api/access/keys", next).statusCode()).isEqualTo(200);
            assertThat(hub.get("/api/ops/who", made).statusCode()).isEqualTo(200);
        }
        try (RunningHub hub = RunningHub.start(database, data, "production", bootstrap(BOOTSTRAP))) {
            assertThat(hub.get("/api/access/keys", BOOTSTRAP).statusCode()).isEqualTo(401);
        }
        assertThat(output.getAll()).contains("was revoked at")
                .doesNotContain(BOOTSTRAP).doesNotContain(next).doesNotContain(made);
    }

    @Test
    void aWeakBootstrapKeyStopsTheStart() {
        for (String weak : new String[] {"short", "${HUB_ACCESS_BOOTSTRAP_ADMIN_KEY_NOT_SET}"}) {
            assertThatThrownBy(() -> RunningHub.start(data, "production", bootstrap(weak)).close())
                    .rootCause().hasMessageStartingWith("hub.access.bootstrap-admin-key");
        }
    }

    private static String bootstrap(String key) {
        return "hub.access.bootstrap-admin-key=" + key;
    }

    private static String trace() {
        return "logging.level.org.springframework.security=TRACE";
    }
}
