package io.rmahub.docs;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Name;

/** The names under {@code hub.} that the program knows: settings by their records, queues and meters by their text. */
final class SettingNames {

    private static final Pattern PREFIX = Pattern.compile("@ConfigurationProperties\\(\"([a-z.]+)\"\\)");

    private final Map<Class<?>, String> roots = new LinkedHashMap<>();
    private final String otherText;

    SettingNames() {
        for (Path file : Docs.filesBelow(Docs.MAIN, ".java")) {
            Matcher prefix = PREFIX.matcher(Docs.text(file));
            if (prefix.find()) {
                roots.put(classOf(file), prefix.group(1));
            }
        }
        otherText = Stream.of(Docs.filesBelow(Docs.MAIN, ".java"), Docs.filesBelow(Path.of("routes"), ".yaml"))
                .flatMap(List::stream).map(Docs::text).collect(Collectors.joining("\n"));
    }

    /** Whether there is such a setting, or a queue or meter of that name; {@code <name>} stands for any name. */
    boolean has(String name) {
        return roots.entrySet().stream().anyMatch(root -> (name + ".").startsWith(root.getValue() + ".")
                        && leads(root.getKey(), parts(name.substring(root.getValue().length()))))
                || otherText.contains(name.replaceAll("<.*", ""));
    }

    /** Every single setting's own name, without what it is under. */
    Set<String> leaves() {
        Set<String> leaves = new TreeSet<>();
        roots.keySet().forEach(root -> collect(root, leaves));
        return leaves;
    }

    private static void collect(Class<?> record, Set<String> leaves) {
        for (RecordComponent component : record.getRecordComponents()) {
            Class<?> type = component.getGenericType() instanceof ParameterizedType map && map.getRawType() == Map.class
                    && map.getActualTypeArguments()[1] instanceof Class<?> value ? value : component.getType();
            if (!type.isRecord()) {
                leaves.add(name(record, component));
            } else if (type != record) {
                collect(type, leaves);
            }
        }
    }

    private static List<String> parts(String rest) {
        return Stream.of(rest.split("\\.")).filter(part -> !part.isEmpty()).toList();
    }

    private static boolean leads(Type type, List<String> parts) {
        if (parts.isEmpty()) {
            return true;
        }
        if (type instanceof ParameterizedType map && map.getRawType() == Map.class) {
            Type value = map.getActualTypeArguments()[1];
            return value == Object.class || leads(value, parts.subList(1, parts.size()));
        }
        if (!(type instanceof Class<?> record) || !record.isRecord()) {
            return false;
        }
        return Stream.of(record.getRecordComponents()).filter(component -> name(record, component).equals(parts.get(0)))
                .anyMatch(component -> leads(component.getGenericType(), parts.subList(1, parts.size())));
    }

    private static String name(Class<?> record, RecordComponent component) {
        Name given = Stream.of(record.getDeclaredConstructors()[0].getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .map(parameter -> parameter.getAnnotation(Name.class))
                .filter(Objects::nonNull).findFirst().orElse(null);
        return given != null ? given.value()
                : component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Class<?> classOf(Path file) {
        String name = Docs.MAIN.relativize(file).toString().replace('\\', '/');
        try {
            return Class.forName(name.substring(0, name.length() - ".java".length()).replace('/', '.'), false,
                    SettingNames.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
