package io.rmahub.engine.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.engine.settings.HubSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.env.MockEnvironment;

class StartupSummaryTest {

    private static final String SECRET = "s3cr3t";

    /** Every place that can hold a secret holds one. */
    private final Map<String, Object> settings = new HashMap<>(Map.ofEntries(
            Map.entry("hub.sources.desk.org-id", "acme"),
            Map.entry("hub.sources.desk.verification.scheme", "basic"),
            Map.entry("hub.sources.desk.verification.secrets[0]", "user:" + SECRET),
            Map.entry("hub.sources.desk.verification.secrets[1]", SECRET),
            Map.entry("hub.sources.desk.fetch.url", "https://u:" + SECRET + "@desk.example/api?key=" + SECRET),
            Map.entry("hub.sources.desk.fetch.auth.scheme", "basic"),
            Map.entry("hub.sources.desk.fetch.auth.username", "u"),
            Map.entry("hub.sources.desk.fetch.auth.password", SECRET),
            Map.entry("hub.sources.desk.settings.token", SECRET),
            Map.entry("hub.targets.portal.url", "https://portal.example:8443/hooks/" + SECRET),
            Map.entry("hub.targets.portal.auth.scheme", "bearer"),
            Map.entry("hub.targets.portal.auth.token", SECRET),
            Map.entry("hub.targets.portal.events", "rma.case-opened.v1"),
            Map.entry("hub.targets.portal.settings.api-key", SECRET),
            Map.entry("hub.targets.mail.url", "smtp://mail.example"),
            Map.entry("hub.targets.mail.auth.scheme", "basic"),
            Map.entry("hub.targets.old.enabled", "false")));

    private final MockEnvironment environment = new MockEnvironment()
            .withProperty("server.port", "9000")
            .withProperty("spring.datasource.url", "jdbc:postgresql://db.example/hub?password=" + SECRET)
            .withProperty("spring.artemis.broker-url", "tcp://u:" + SECRET + "@broker.example:61616?p=" + SECRET)
            .withProperty("spring.artemis.password", SECRET)
            .withProperty("hub.access.bootstrap-admin-key", SECRET)
            .withProperty("hub.sandbox.admin-key", SECRET)
            .withProperty("hub.sandbox.sample-request", "-i -u desk:word {base}/api/integrations/desk")
            .withProperty("hub.sandbox.sample-search", "1234")
            .withProperty("hub.kafka.brokers", "kafka.example:9092");

    @ParameterizedTest
    @ValueSource(strings = {"sandbox", "production"})
    void noSecretIsInIt(String profile) {
        assertThat(text(profile)).doesNotContain(SECRET);
    }

    @Test
    void itSaysWhatIsSetAndWhere() {
        assertThat(text("production"))
                .contains("version                1.2.3", "profiles               production",
                        "port                   9000")
                .contains("jdbc:postgresql://db.example/hub", "tcp://broker.example:61616", "kafka.example:9092")
                .contains("organisation acme, verified by basic, secret set (2), "
                        + "asked at https://desk.example, auth basic, secret set")
                .contains("target portal          https://portal.example:8443, auth bearer, secret set, "
                        + "rma.case-opened.v1")
                .contains("target mail            smtp://mail.example, auth basic, secret not set, no events")
                .contains("target old             off");
    }

    @Test
    void onlyTheSandboxSaysWhereToTryIt() {
        assertThat(text("sandbox")).contains("http://localhost:9000/sandbox", "sandbox-keys.json",
                "curl -i -u desk:word http://localhost:9000/api/integrations/desk",
                "http://localhost:9000/api/ops/messages?q=1234");
        assertThat(text("production", "sandbox")).doesNotContain("curl", "/sandbox");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080/sandbox/csp, http://localhost:8080",
        "smtp://mail.example:25, smtp://mail.example:25",
        "https://a:b@host/x?y=z, https://host",
        ", not set"})
    void anAddressIsShownWithoutWhatMayBeSecret(String url, String shown) {
        assertThat(Endpoint.host(url)).isEqualTo(shown);
    }

    private String text(String... profiles) {
        environment.setActiveProfiles(profiles);
        HubSettings bound = new Binder(new MapConfigurationPropertySource(settings))
                .bind("hub", HubSettings.class).get();
        return new StartupSummary(bound, environment, "1.2.3").text();
    }
}
