package io.rmahub.engine.startup;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertyResolver;
import org.springframework.core.env.PropertySourcesPropertyResolver;

/**
 * Fails the start when a setting's {@code ${PLACEHOLDER}} has no value: Spring would bind the placeholder's own
 * text, and the hub would call a system by that name. Sources and targets that are switched off may lack theirs.
 */
public final class MissingSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final List<String> PREFIXES = List.of("hub.", "spring.", "camel.", "server.", "management.");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+)");
    private static final Pattern OF_SYSTEM = Pattern.compile("(hub\\.(?:sources|targets)\\.[^.]+)\\..*");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        StartupException.throwIfAny(problems(context.getEnvironment()));
    }

    static List<String> problems(ConfigurableEnvironment environment) {
        // Not the environment's own resolver: that throws at the first placeholder without a value.
        var settings = new PropertySourcesPropertyResolver(environment.getPropertySources());
        settings.setIgnoreUnresolvableNestedPlaceholders(true);
        return names(environment).stream().flatMap(name -> missing(settings, name)).toList();
    }

    private static Stream<String> missing(PropertyResolver settings, String name) {
        String value = settings.getProperty(name, "");
        if (!value.contains("${") || switchedOff(settings, name)) {
            return Stream.of();
        }
        return PLACEHOLDER.matcher(value).results()
                .map(found -> name + " needs " + found.group(1) + ", which is not set");
    }

    private static boolean switchedOff(PropertyResolver settings, String name) {
        Matcher system = OF_SYSTEM.matcher(name);
        return system.matches() && "false".equals(settings.getProperty(system.group(1) + ".enabled"));
    }

    private static TreeSet<String> names(ConfigurableEnvironment environment) {
        TreeSet<String> names = new TreeSet<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> PREFIXES.stream().anyMatch(name::startsWith))
                .forEach(names::add);
        return names;
    }
}
