package io.rmahub.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One operation of an OpenAPI document, able to say what is wrong with a request or an answer. */
final class ApiOperation {

    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig FORMATS_COUNT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Pattern PARAMETER = Pattern.compile("\\{[^/}]*}");

    private final JsonNode document;
    private final String method;
    private final String template;
    private final JsonNode pathItem;
    private final JsonNode operation;
    private final Pattern pattern;
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();

    ApiOperation(JsonNode document, String method, String template, JsonNode pathItem, JsonNode operation) {
        this.document = document;
        this.method = method;
        this.template = template;
        this.pathItem = pathItem;
        this.operation = operation;
        this.pattern = Pattern.compile(PARAMETER.splitAsStream(template + " ")
                .map(part -> Pattern.quote(part.stripTrailing()))
                .collect(Collectors.joining("[^/]+")) + "/?");
    }

    /** Method and path, with parameters without their names: what makes two operations the same. */
    String key() {
        return method + " " + PARAMETER.matcher(template).replaceAll("{}");
    }

    String name() {
        return method + " " + template + " (" + operation.path("operationId").asText("without an operationId") + ")";
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    boolean isFor(String otherMethod) {
        return method.equals(otherMethod) || method.equals("GET") && otherMethod.equals("HEAD");
    }

    /** Of two paths that fit, the one with fewer parameters is meant. */
    int parameters() {
        return (int) PARAMETER.matcher(template).results().count();
    }

    /** What is wrong with an answer, each in a sentence. */
    List<String> answer(int status, String contentType, String body) {
        JsonNode response = response(status);
        if (response.isMissingNode()) {
            return List.of("the status " + status + " is not declared");
        }
        JsonNode content = response.path("content");
        if (body.isEmpty()) {
            return content.isMissingNode() || status == 304 ? List.of() : List.of(status + " has no body");
        }
        return body("answer " + status, content, contentType, body);
    }

    /** What is wrong with a request that was accepted. */
    List<String> request(Set<String> queryParameters, String contentType, String body) {
        List<String> problems = new ArrayList<>();
        Set<String> unknown = new LinkedHashSet<>(queryParameters);
        unknown.removeAll(declaredParameters());
        unknown.forEach(name -> problems.add("the query parameter " + name + " is not declared"));
        JsonNode content = resolved(operation.path("requestBody")).path("content");
        if (!body.isEmpty()) {
            problems.addAll(body("request", content, contentType, body));
        }
        return problems;
    }

    private Set<String> declaredParameters() {
        Set<String> names = new LinkedHashSet<>();
        for (JsonNode list : List.of(pathItem.path("parameters"), operation.path("parameters"))) {
            list.forEach(each -> {
                JsonNode parameter = resolved(each);
                if (parameter.path("in").asText().equals("query")) {
                    names.add(parameter.path("name").asText());
                }
            });
        }
        return names;
    }

    private JsonNode response(int status) {
        JsonNode responses = operation.path("responses");
        JsonNode exact = responses.path(Integer.toString(status));
        return resolved(exact.isMissingNode() && status >= 400 ? responses.path("default") : exact);
    }

    private List<String> body(String what, JsonNode content, String contentType, String body) {
        String type = contentType.split(";")[0].strip();
        JsonNode media = content.path(content.has(type) ? type : "*/*");
        if (media.isMissingNode()) {
            return List.of("the content type " + type + " of the " + what + " is not declared");
        }
        if (!type.endsWith("json") || media.path("schema").isMissingNode()) {
            return List.of();
        }
        return schemas.computeIfAbsent(media.path("schema"), this::schema).validate(body, InputFormat.JSON).stream()
                .map(problem -> what + ": " + problem.getMessage()).toList();
    }

    /** With the components beside it, so that references from the document's root are found. */
    private JsonSchema schema(JsonNode schema) {
        ObjectNode root = schema.deepCopy();
        root.set("components", document.path("components"));
        return SCHEMAS.getSchema(root, FORMATS_COUNT);
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode found = node;
        while (found.has("$ref")) {
            found = document.at(found.path("$ref").asText().substring(1));
        }
        return found;
    }
}
