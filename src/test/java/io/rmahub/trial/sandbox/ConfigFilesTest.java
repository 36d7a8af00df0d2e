package io.rmahub.trial.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import io.rmahub.engine.settings.HubSettings;
import io.rmahub.stock.StockSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;

/** Every file {@code config/<name>/application.yaml}, found by itself, binds and says what it should. */
class ConfigFilesTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z0-9_]+)[:}]");

    /** A context without beans: only the configuration files count. */
    static class Nothing {
    }

    @Test
    void everyFolderAddsTheSourceOrTargetOfItsName() throws IOException {
        HubSettings hub = bound("sandbox", Map.of());
        var named = new TreeSet<>(hub.sources().keySet());
        named.addAll(hub.targets().keySet());

        assertThat(named).containsAll(folders().stream().map(folder -> folder.getFileName().toString()).toList());
        assertThat(hub.targets()).allSatisfy((name, target) ->
                assertThat(Path.of("config", name, "application.yaml")).exists());
    }

    @Test
    void sandboxPointsToTheNeighboursOnTheHubsOwnPort() {
        HubSettings hub = bound("sandbox", Map.of("server.port", "18099", "hub.sandbox.smtp-port", "13025"));

        assertThat(hub.target("csp").url()).isEqualTo("http://localhost:18099/sandbox/csp");
        assertThat(hub.target("csp").auth().token()).isEqualTo("sandbox-csp");
        assertThat(hub.target("tms").auth().header()).isEqualTo("X-Api-Key");
        assertThat(hub.target("tms").when()).isEqualTo(Map.of("rma.case-opened.v1 /data/visit/needed", "true"));
        assertThat(hub.target("products").events()).containsExactly("rma.part-used.v1", "rma.part-returned.v1");
        assertThat(hub.target("notification").url()).isEqualTo("smtp://localhost:13025");
        assertThat(hub.target("notification").settings()).containsEntry("from", "service@rma-hub.example");
        assertThat(hub.target("rma-events").settings()).containsEntry("topic", "rma.events");
        assertThat(hub.source("thulium").fetch().url()).isEqualTo("http://localhost:18099/sandbox/thulium");
    }

    @Test
    void aFreeMailPortIsChosenBeforeTheTargetReadsIt() {
        HubSettings hub = bound("sandbox", Map.of("hub.sandbox.smtp-port", "0"));

        assertThat(hub.target("notification").url()).matches("smtp://localhost:[1-9][0-9]+");
    }

    @Test
    void thuliumKeepsWhatItsMappingAndRulesRead() {
        var thulium = bound("sandbox", Map.of()).source("thulium");

        assertThat(thulium.timeZone().getId()).isEqualTo("Europe/Warsaw");
        assertThat(thulium.verification().secrets()).containsExactly("thulium:sandbox-thulium-hook");
        assertThat(thulium.dedup()).hasSize(2);
        assertThat(thulium.dedup().get(0).when()).isEqualTo(Map.of("action", "TICKET_CREATED"));
        assertThat(thulium.dedup().get(0).fields()).containsExactly("action", "ticket_id");
        assertThat(thulium.settings()).extractingByKey("fields", MAP).containsEntry("serialNumber", "serial_number");
        assertThat(thulium.settings()).extractingByKey("warranty-flag", MAP)
                .containsEntry("custom-fields", Map.of("warranty", "yes"))
                .containsKey("queues");
        var invented = InventedTicket.of(1234).serialNumber();
        assertThat(invented).matches(thulium.settings().get("serialPattern").toString());
    }

    @Test
    void productsHasAMinuteInTheSandboxToKnowOfAMovementAndAQuarterOfAnHourElsewhere() {
        assertThat(bound("sandbox", Map.of(), "hub.stock", StockSettings.class).knownAfter()).hasMinutes(1);
        assertThat(bound("production", Map.of(), "hub.stock", StockSettings.class).knownAfter()).hasMinutes(15);
    }

    @Test
    void productionTakesEveryAddressAndSecretFromTheEnvironment() throws IOException {
        Map<String, Object> environment = new HashMap<>();
        for (Path folder : folders()) {
            PLACEHOLDER.matcher(Files.readString(folder.resolve("application.yaml"))).results()
                    .forEach(found -> environment.put(found.group(1),
                            found.group(1).endsWith("_ENABLED") ? "true" : "from-env"));
        }
        environment.put("SMTP_PORT", "2525");
        HubSettings hub = bound("production", environment);

        assertThat(hub.sources() + " " + hub.targets()).doesNotContain("localhost", "/sandbox/");
        assertThat(hub.target("csp").auth().token()).isEqualTo("from-env");
        assertThat(hub.target("notification").url()).isEqualTo("smtp://from-env:2525");
        assertThat(hub.source("thulium").verification().secrets()).containsExactly("from-env:from-env");
    }

    private static HubSettings bound(String profile, Map<String, Object> properties) {
        return bound(profile, properties, "hub", HubSettings.class);
    }

    private static <T> T bound(String profile, Map<String, Object> properties, String prefix, Class<T> type) {
        try (var context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .profiles(profile)
                .run(properties.entrySet().stream().map(p -> "--" + p.getKey() + "=" + p.getValue())
                        .toArray(String[]::new))) {
            return Binder.get(context.getEnvironment()).bind(prefix, type).get();
        }
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of("config"))) {
            return entries.filter(entry -> Files.exists(entry.resolve("application.yaml"))).sorted().toList();
        }
    }
}
