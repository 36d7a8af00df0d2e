package io.rmahub.support;

import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.TargetSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.FileSystemResource;

/**
 * What {@code config/} ships, read as a hub of the sandbox profile reads it, so that no test lists targets or carriers.
 */
public final class ShippedConfig {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z0-9_]+)(:[^${}]*)?}");

    private final String sandbox;
    private final String mail;
    private final HubSettings settings;
    private final Map<String, String> properties = new TreeMap<>();

    private ShippedConfig(int sandboxPort, int mailPort) {
        sandbox = "http://localhost:" + sandboxPort + "/sandbox/";
        mail = "smtp://localhost:" + mailPort;
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE).bannerMode(Banner.Mode.OFF).logStartupInfo(false).profiles("sandbox")
                .run("--server.port=" + sandboxPort, "--hub.sandbox.smtp-port=" + mailPort)) {
            ConfigurableEnvironment environment = context.getEnvironment();
            settings = Binder.get(environment).bind("hub", HubSettings.class).get();
            names(environment).forEach(name -> properties.put(name, value(environment, name)));
        }
    }

    /** Nothing but an environment. */
    static class Nothing {
    }

    /** With the neighbours where a hub of the default port has them. */
    public static ShippedConfig read() {
        return new ShippedConfig(8080, 2525);
    }

    /** With the neighbours at other ports. */
    public static ShippedConfig read(int sandboxPort, int mailPort) {
        return new ShippedConfig(sandboxPort, mailPort);
    }

    private static Stream<String> names(ConfigurableEnvironment environment) {
        return environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance).map(EnumerablePropertySource.class::cast)
                .flatMap(source -> Stream.of(source.getPropertyNames()))
                .filter(name -> name.startsWith("hub.")).distinct();
    }

    /** What only production's environment knows is no value. */
    private static String value(ConfigurableEnvironment environment, String name) {
        try {
            return environment.getProperty(name, "");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    public HubSettings settings() {
        return settings;
    }

    /** Sources that are asked again and again. */
    public List<String> polledSources() {
        return settings.sources().keySet().stream()
                .filter(name -> properties.containsKey("hub.sources." + name + ".poll.url")).toList();
    }

    /** Targets that are asked questions and nothing else: each of their answers is one message more. */
    public List<String> askedTargets() {
        return targets(target -> !target.events().isEmpty()
                && target.events().stream().allMatch(event -> event.endsWith("asked.v1")));
    }

    /** Targets that take events of this type, whatever else they want of them. */
    public List<String> targetsOf(String type) {
        return targets(target -> target.events().contains(type));
    }

    private List<String> targets(Predicate<TargetSettings> which) {
        return settings.targets().entrySet().stream()
                .filter(target -> which.test(target.getValue())).map(Map.Entry::getKey).toList();
    }

    /** The neighbour that a target delivers to, or null when it is none of the sandbox's. */
    public String neighbour(String target) {
        String url = Objects.requireNonNullElse(settings.target(target).url(), "");
        if (url.equals(mail)) {
            return "notification";
        }
        return url.startsWith(sandbox) ? url.substring(sandbox.length()).split("/")[0] : null;
    }

    /** Arguments that send a hub of the sandbox profile to the neighbours at these ports instead of its own. */
    public List<String> neighbourArguments() {
        return properties.entrySet().stream()
                .filter(property -> property.getValue().startsWith(sandbox) || property.getValue().equals(mail))
                .map(property -> "--" + property.getKey() + "=" + property.getValue()).toList();
    }

    /**
     * What production needs of its environment: for each placeholder without a default the value that the sandbox
     * profile has in its place.
     */
    public Map<String, String> productionEnvironment() {
        Map<String, String> environment = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("config"), 2)) {
            for (Path file : files.filter(path -> path.endsWith("application.yaml")).sorted().toList()) {
                var parts = new YamlPropertySourceLoader().load("shipped", new FileSystemResource(file));
                for (PropertySource<?> part : parts) {
                    if (!part.containsProperty("spring.config.activate.on-profile")) {
                        addPlaceholders((EnumerablePropertySource<?>) part, environment);
                    }
                }
            }
            return environment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addPlaceholders(EnumerablePropertySource<?> part, Map<String, String> environment) {
        for (String name : part.getPropertyNames()) {
            String written = String.valueOf(part.getProperty(name));
            Matcher placeholder = PLACEHOLDER.matcher(written);
            List<String> found = new ArrayList<>();
            StringBuilder pattern = new StringBuilder();
            boolean needed = false;
            int end = 0;
            while (placeholder.find()) {
                pattern.append(Pattern.quote(written.substring(end, placeholder.start()))).append("(.+)");
                found.add(placeholder.group(1));
                needed |= placeholder.group(2) == null;
                end = placeholder.end();
            }
            pattern.append(Pattern.quote(written.substring(end)));
            Matcher value = Pattern.compile(pattern.toString()).matcher(properties.getOrDefault(name, ""));
            if (needed && value.matches()) {
                for (int i = 0; i < found.size(); i++) {
                    environment.putIfAbsent(found.get(i), value.group(i + 1));
                }
            }
        }
    }
}
