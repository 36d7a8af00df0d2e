package io.rmahub.engine.startup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One route file as it is written, before Camel reads it.
 *
 * @param path    path with the folder {@code routes}, for messages: {@code routes/deliver/deliver-csp.camel.yaml}
 * @param folder  folder below {@code routes}: {@code deliver}; empty for a file directly in {@code routes}
 * @param stem    file name without {@code .camel.yaml}
 * @param content the whole file
 */
public record RouteFile(String path, String folder, String stem, JsonNode content) {

    /**
     * A route, plain or made from a template.
     *
     * @param id         null when it has none
     * @param from       the endpoint that it consumes from, or null for one made from a template
     * @param parameters the template's parameters; empty for a plain route
     */
    public record Route(String id, String from, Map<String, String> parameters) {
    }

    /** The routes in the order of the file; templates and configurations are none. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (JsonNode entry : content) {
            if (entry.has("route")) {
                JsonNode route = entry.get("route");
                routes.add(new Route(text(route.path("id")), text(route.at("/from/uri")), Map.of()));
            } else if (entry.has("templatedRoute")) {
                JsonNode route = entry.get("templatedRoute");
                routes.add(new Route(text(route.path("routeId")), null, parameters(route.path("parameters"))));
            }
        }
        return routes;
    }

    private static Map<String, String> parameters(JsonNode list) {
        Map<String, String> parameters = new HashMap<>();
        list.forEach(each -> parameters.put(each.path("name").asText(), each.path("value").asText()));
        return parameters;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? null : node.asText();
    }
}
