package io.rmahub.engine.startup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder {@code routes/} and what is wrong with its names.
 *
 * <p>A file name is an identity: {@code <stem>.camel.yaml} in kebab-case, where the stem is the id of the first
 * route. Exempt from the latter are {@code shared/}, which holds templates and error handling, and {@code api/},
 * where a file stands beside the {@code <stem>.openapi.yaml} that it binds and its routes are named as the
 * operations there. Camel passes over a file of any other name in silence, so one is an error here.
 */
public final class RouteFiles {

    /** What a route file's name ends with. */
    public static final String SUFFIX = ".camel.yaml";

    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Set<String> NAMED_OTHERWISE = Set.of("shared", "api");
    private static final String API = ".openapi.yaml";
    private static final String TOPICS = "topics.asyncapi.yaml";
    private static final ObjectMapper YAML = new YAMLMapper();

    private final List<RouteFile> files = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private RouteFiles() {
    }

    /** Reads the folder; never throws for what is in it: see {@link #problems()}. */
    public static RouteFiles read(Path folder) {
        RouteFiles read = new RouteFiles();
        if (!Files.isDirectory(folder)) {
            read.problems.add(folder + " is missing");
            return read;
        }
        paths(folder).forEach(file -> read.add(folder, file));
        if (read.files.isEmpty()) {
            read.problems.add("there is no *" + SUFFIX + " in " + folder);
        }
        read.checkIds();
        return read;
    }

    /** All files that could be read, in the order of their paths. */
    public List<RouteFile> files() {
        return files;
    }

    /** One sentence for each thing that is wrong, naming the file. */
    public List<String> problems() {
        return problems;
    }

    /** The ids of all routes. */
    public Set<String> routeIds() {
        return routes().map(RouteFile.Route::id).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    /** The endpoints that plain routes consume from. */
    public Set<String> endpoints() {
        return routes().map(RouteFile.Route::from).filter(Objects::nonNull).collect(Collectors.toSet());
    }

    private Stream<RouteFile.Route> routes() {
        return files.stream().flatMap(file -> file.routes().stream());
    }

    private void add(Path folder, Path file) {
        String below = folder.relativize(file).toString().replace('\\', '/');
        String path = "routes/" + below;
        String name = file.getFileName().toString();
        if (below.equals(TOPICS) || below.equals("api/" + name) && name.endsWith(API)) {
            return;
        }
        if (!name.endsWith(SUFFIX)) {
            problems.add(path + " is not loaded: a route file ends in " + SUFFIX);
            return;
        }
        String stem = name.substring(0, name.length() - SUFFIX.length());
        if (!KEBAB_CASE.matcher(stem).matches()) {
            problems.add(path + ": the name before " + SUFFIX + " must be kebab-case, without a point");
        }
        int slash = below.indexOf('/');
        content(path, file, new RouteFile(path, slash < 0 ? "" : below.substring(0, slash), stem, null));
    }

    private void content(String path, Path file, RouteFile named) {
        try {
            JsonNode content = YAML.readTree(Files.readAllBytes(file));
            if (!content.isArray() || content.isEmpty()) {
                problems.add(path + " holds no list of routes");
                return;
            }
            files.add(new RouteFile(path, named.folder(), named.stem(), content));
        } catch (JsonProcessingException e) {
            problems.add(path + ":" + e.getLocation().getLineNr() + " is no YAML: "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void checkIds() {
        Set<String> seen = new HashSet<>();
        for (RouteFile file : files) {
            List<RouteFile.Route> routes = file.routes();
            String first = routes.isEmpty() ? null : routes.get(0).id();
            if (!NAMED_OTHERWISE.contains(file.folder()) && !file.stem().equals(first)) {
                problems.add(file.path() + ": its first route must have the id " + file.stem() + ", not " + first);
            }
            for (RouteFile.Route route : routes) {
                if (route.id() == null) {
                    problems.add(file.path() + " has a route without an id");
                } else if (!seen.add(route.id())) {
                    problems.add(file.path() + ": there is another route with the id " + route.id());
                }
            }
        }
    }

    private static List<Path> paths(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
