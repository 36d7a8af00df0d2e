package io.rmahub.engine.startup;

import io.rmahub.engine.settings.AuthSettings;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.engine.settings.TargetSettings;
import io.rmahub.engine.settings.VerificationSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * What a person wants to know of a hub that has just started: who it is, where its servers are, and whom it
 * listens to and calls. Of a secret it says whether it is set, and addresses without what may be secret in them.
 */
final class StartupSummary {

    private static final String LINE = "  %-22s %s";
    private static final Profiles SANDBOX = Profiles.of("sandbox & !production");

    private final HubSettings settings;
    private final Environment environment;
    private final String version;

    /** @param version of the program */
    StartupSummary(HubSettings settings, Environment environment, String version) {
        this.settings = settings;
        this.environment = environment;
        this.version = version;
    }

    /** The whole block, ending with where to look when the sandbox is there. */
    String text() {
        List<String> lines = new ArrayList<>(List.of("The hub is up"));
        lines.add(line("version", version));
        lines.add(line("profiles", String.join(", ", profiles())));
        lines.add(line("port", port()));
        lines.add(line("data", settings.dataDir().toAbsolutePath().normalize().toString()));
        lines.add(line("PostgreSQL", Endpoint.shown(environment.getProperty("spring.datasource.url"))));
        lines.add(line("Artemis", Endpoint.shown(environment.getProperty("spring.artemis.broker-url"))));
        lines.add(line("Kafka", Endpoint.shown(environment.getProperty("hub.kafka.brokers"))));
        new TreeMap<>(settings.sources()).forEach((name, source) -> lines.add(line("source " + name, source(source))));
        new TreeMap<>(settings.targets()).forEach((name, target) -> lines.add(line("target " + name, target(target))));
        if (environment.acceptsProfiles(SANDBOX)) {
            lines.addAll(whereToLook());
        }
        return String.join(System.lineSeparator(), lines);
    }

    private String[] profiles() {
        String[] active = environment.getActiveProfiles();
        return active.length > 0 ? active : environment.getDefaultProfiles();
    }

    private String port() {
        return environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
    }

    private static String source(SourceSettings source) {
        if (!source.enabled()) {
            return "off";
        }
        if (source.internal()) {
            return "internal, no door";
        }
        long secrets = secrets(source.verification()).filter(secret -> !secret.isBlank()).count();
        return "organisation " + source.orgId() + ", verified by " + source.verification().scheme()
                + ", secret " + (secrets == 0 ? "not set" : "set (" + secrets + ")")
                + (source.fetch() == null ? "" : ", asked at " + Endpoint.host(source.fetch().url())
                        + ", auth " + auth(source.fetch().auth()))
                + (source.poll() == null || !source.poll().enabled() ? "" : ", asked about parcels at "
                        + Endpoint.host(source.poll().url()) + ", auth " + auth(source.poll().auth()));
    }

    /** Of a scheme that is all of several, those of its parts too. */
    private static Stream<String> secrets(VerificationSettings verification) {
        return Stream.concat(verification.secrets().stream(),
                verification.all().values().stream().flatMap(StartupSummary::secrets));
    }

    private static String target(TargetSettings target) {
        if (!target.enabled()) {
            return "off";
        }
        String events = target.events().isEmpty() ? "no events, asked only" : String.join(", ", target.events());
        String where = target.url() == null ? "" : Endpoint.host(target.url()) + ", auth " + auth(target.auth()) + ", ";
        return where + events;
    }

    private static String auth(AuthSettings auth) {
        if (auth.scheme().equals("none")) {
            return "none";
        }
        boolean set = Stream.of(auth.password(), auth.token()).anyMatch(secret -> secret != null && !secret.isBlank());
        return auth.scheme() + ", secret " + (set ? "set" : "not set");
    }

    /** The key is read from its file, so that it is printed once, and not by this. */
    private List<String> whereToLook() {
        String base = "http://localhost:" + port();
        String file = settings.dataDir().resolve("sandbox-keys.json").toString();
        List<String> lines = new ArrayList<>(List.of("Where to look",
                line("console", base + "/   (user demo; its password is demo-password in the keys file)"),
                line("neighbours", base + "/sandbox"),
                line("keys", file)));
        // Which source a first message comes from is configuration, like the source itself.
        String request = environment.getProperty("hub.sandbox.sample-request");
        if (request != null) {
            lines.addAll(List.of("Send a message, then see what became of it:",
                    "  curl " + request.replace("{base}", base),
                    "  curl -H \"Authorization: Bearer $(sed -n 's/.*\"admin\" *: *\"\\([^\"]*\\)\".*/\\1/p' " + file
                            + ")\" '" + base + "/api/ops/messages?q="
                            + environment.getProperty("hub.sandbox.sample-search", "") + "'"));
        }
        return lines;
    }

    private static String line(String name, String value) {
        return LINE.formatted(name, value);
    }
}
