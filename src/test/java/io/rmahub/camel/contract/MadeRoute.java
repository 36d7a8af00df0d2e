package io.rmahub.camel.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.startup.RouteFile;
import io.rmahub.engine.startup.RouteFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A route that a file makes from a template. */
record MadeRoute(String file, String id, String template, Map<String, String> parameters) {

    private static final Path FOLDER = Path.of("routes");

    /** All of them, as they are found in the folders. */
    static List<MadeRoute> all() {
        return RouteFiles.read(FOLDER).files().stream().flatMap(MadeRoute::of).toList();
    }

    static List<MadeRoute> of(String template) {
        return all().stream().filter(route -> route.template().equals(template)).toList();
    }

    /** The templates that there are. */
    static List<String> templates() {
        return RouteFiles.read(FOLDER).files().stream()
                .flatMap(file -> file.content().findValues("routeTemplate").stream())
                .map(template -> template.path("id").asText()).toList();
    }

    private static Stream<MadeRoute> of(RouteFile file) {
        List<MadeRoute> made = new ArrayList<>();
        for (JsonNode entry : file.content()) {
            JsonNode route = entry.path("templatedRoute");
            if (route.isObject()) {
                Map<String, String> parameters = new HashMap<>();
                route.path("parameters").forEach(each ->
                        parameters.put(each.path("name").asText(), each.path("value").asText()));
                made.add(new MadeRoute(file.path(), route.path("routeId").asText(),
                        route.path("routeTemplateRef").asText(), parameters));
            }
        }
        return made.stream();
    }
}
