package io.rmahub.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The OpenAPI documents as a contract: an answer of the hub's API that they do not declare is an error, and so is a
 * request that was accepted though they do not declare it.
 */
public final class ApiContract {

    private static final Path DOCUMENTS = Path.of("src/main/resources/openapi");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    /** Doors answer as each sender wants it, and the documents do not describe themselves. */
    private static final List<String> NOT_OF_THE_CONTRACT = List.of("/api/integrations", "/api/partners", "/api/docs");
    /** What an address is answered with that there is not, or not for this caller. */
    private static final Set<Integer> NO_SUCH_THING = Set.of(401, 403, 404, 405);

    private final List<ApiOperation> operations = new ArrayList<>();
    private final Map<String, Set<Integer>> called = new ConcurrentHashMap<>();

    /** All documents of the program. */
    public static ApiContract read() {
        try (Stream<Path> files = Files.list(DOCUMENTS)) {
            ApiContract contract = new ApiContract();
            for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
                contract.add(file);
            }
            return contract;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Path file) throws IOException {
        JsonNode document = new YAMLMapper().readTree(file.toFile());
        String base = document.at("/servers/0/url").asText();
        document.path("paths").fields().forEachRemaining(path -> path.getValue().fields().forEachRemaining(entry -> {
            if (METHODS.contains(entry.getKey())) {
                String template = (base + path.getKey()).replaceFirst("/$", "");
                var operation = new ApiOperation(document, entry.getKey().toUpperCase(Locale.ROOT), template,
                        path.getValue(), entry.getValue());
                if (keys().contains(operation.key())) {
                    throw new IllegalStateException(file + " declares " + operation.name() + " once more");
                }
                operations.add(operation);
            }
        }));
    }

    /** Method and path of every operation, parameters without their names: {@code GET /api/ops/messages/{}}. */
    public Set<String> keys() {
        return operations.stream().map(ApiOperation::key).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each operation with the statuses that were seen; one that was not called has none. */
    public Map<String, Set<Integer>> calls() {
        Map<String, Set<Integer>> all = new TreeMap<>();
        operations.forEach(operation -> all.put(operation.name(), called.getOrDefault(operation.name(), Set.of())));
        return all;
    }

    /**
     * Holds an answer against the documents.
     *
     * @throws AssertionError naming operation, status and place of everything that is not as declared
     */
    public void check(HttpRequest request, HttpResponse<String> answer) {
        URI uri = request.uri();
        String path = uri.getRawPath();
        if (!path.startsWith("/api/") || NOT_OF_THE_CONTRACT.stream().anyMatch(path::startsWith)) {
            return;
        }
        check(request.method() + " " + path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()),
                type(request.headers()), body(request), answer.statusCode(), type(answer.headers()), answer.body());
    }

    /** @param call method and address: {@code GET /api/ops/ledger?recount=true} */
    void check(String call, String requestType, String requestBody, int status, String answerType, String answerBody) {
        String method = call.substring(0, call.indexOf(' '));
        String[] address = call.substring(call.indexOf(' ') + 1).split("\\?", 2);
        Optional<ApiOperation> found = operations.stream()
                .filter(each -> each.isFor(method) && each.matches(address[0]))
                .min(Comparator.comparingInt(ApiOperation::parameters));
        if (found.isEmpty()) {
            if (!NO_SUCH_THING.contains(status)) {
                throw new AssertionError(call + " was answered with " + status + ", and no document declares it");
            }
            return;
        }
        ApiOperation operation = found.get();
        called.computeIfAbsent(operation.name(), name -> ConcurrentHashMap.newKeySet()).add(status);
        List<String> problems = new ArrayList<>(method.equals("HEAD") ? List.of()
                : operation.answer(status, answerType, answerBody));
        if (status >= 200 && status < 300) {
            problems.addAll(operation.request(names(address.length == 2 ? address[1] : ""), requestType, requestBody));
        }
        if (!problems.isEmpty()) {
            throw new AssertionError(operation.name() + ", answer " + status + " to " + call + ":\n  "
                    + String.join("\n  ", problems));
        }
    }

    private static Set<String> names(String query) {
        return Arrays.stream(query.split("&")).map(pair -> pair.split("=", 2)[0]).filter(name -> !name.isEmpty())
                .map(name -> URLDecoder.decode(name, StandardCharsets.UTF_8)).collect(Collectors.toSet());
    }

    private static String type(HttpHeaders headers) {
        return headers.firstValue("Content-Type").orElse("");
    }

    /** What the request's publisher publishes; those of stories do it as often as they are asked. */
    private static String body(HttpRequest request) {
        StringBuilder body = new StringBuilder();
        request.bodyPublisher().ifPresent(publisher -> publisher.subscribe(new Flow.Subscriber<>() {
            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(ByteBuffer part) {
                body.append(StandardCharsets.UTF_8.decode(part));
            }

            @Override
            public void onError(Throwable error) {
                throw new IllegalStateException(error);
            }

            @Override
            public void onComplete() {
                // Everything was published before subscribe() returned.
            }
        }));
        return body.toString();
    }
}
