package io.rmahub.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.startup.RouteFile;
import io.rmahub.engine.startup.RouteFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.util.ClassUtils;

/** Routes tell what they do: the head of each file names its patterns, and each step has a name of its own. */
class RouteConventionsTest {

    private static final RouteFiles ROUTES = RouteFiles.read(Path.of("routes"));
    private static final String KEBAB_CASE = "[a-z0-9]+(-[a-z0-9]+)*";
    private static final String HEAD = "# EIP: ";

    /** Hohpe and Woolf; the others say where they are from. */
    private static final Set<String> PATTERNS = Set.of(
            "Aggregator", "Channel Adapter", "Claim Check", "Competing Consumers", "Content Enricher",
            "Content-Based Router", "Dead Letter Channel", "Event-Driven Consumer", "Guaranteed Delivery",
            "Idempotent Receiver", "Invalid Message Channel", "Message Expiration", "Message Filter", "Message Store",
            "Message Translator", "Messaging Gateway", "Normalizer", "Polling Consumer", "Publish-Subscribe Channel",
            "Request-Reply", "Service Activator", "Splitter", "Transactional Client",
            "Circuit Breaker (Nygard)", "Scheduled Job", "Throttler");

    /** Nodes of a route that Camel runs; what else has a name in YAML are their options. */
    private static final Set<String> STEPS = Set.of(
            "aggregate", "bean", "choice", "circuitBreaker", "convertBodyTo", "delay", "doFinally", "doTry", "enrich",
            "filter", "idempotentConsumer", "log", "loop", "marshal", "multicast", "onException", "onFallback",
            "otherwise", "pipeline", "pollEnrich", "process", "recipientList", "removeHeader", "removeHeaders",
            "removeProperty", "resequence", "routingSlip", "script", "setBody", "setHeader", "setHeaders",
            "setProperty", "setVariable", "split", "step", "stop", "threads", "throttle", "throwException", "to", "toD",
            "transform", "unmarshal", "validate", "wireTap");
    private static final Set<String> LISTS_OF_STEPS = Set.of("doCatch", "when");

    @TestFactory
    Stream<DynamicTest> theHeadNamesThePatterns() {
        return each(file -> {
            List<String> heads = lines(file).stream().takeWhile(line -> line.startsWith(HEAD)).toList();
            assertThat(heads).as("%s begins with %s", file.path(), HEAD).isNotEmpty();
            for (String head : heads) {
                assertThat(PATTERNS).as(file.path())
                        .containsAll(List.of(head.substring(HEAD.length()).replaceAll(",$", "").split(", ")));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> eachStepHasAName() {
        return each(file -> {
            for (JsonNode entry : file.content()) {
                List<String> ids = new ArrayList<>();
                steps(entry, ids, file.path());
                assertThat(ids).as(file.path()).allMatch(id -> id.matches(KEBAB_CASE)).doesNotHaveDuplicates();
            }
        });
    }

    /** In templates Camel puts the route before the name. */
    @Test
    void noNameStandsForTwoSteps() {
        List<String> ids = new ArrayList<>();
        ROUTES.files().stream().filter(RouteConventionsTest::isOurs).forEach(file -> file.content().forEach(entry -> {
            if (!entry.has("routeTemplate")) {
                steps(entry, ids, file.path());
            }
        }));
        assertThat(ids).doesNotHaveDuplicates();
    }

    private static void steps(JsonNode node, List<String> ids, String path) {
        node.properties().forEach(entry -> {
            if (STEPS.contains(entry.getKey()) && entry.getValue().isObject()) {
                ids.add(id(entry.getValue(), entry.getKey(), path));
            } else if (LISTS_OF_STEPS.contains(entry.getKey()) && entry.getValue().isArray()) {
                entry.getValue().forEach(each -> ids.add(id(each, entry.getKey(), path)));
            }
        });
        node.forEach(child -> steps(child, ids, path));
    }

    private static String id(JsonNode step, String kind, String path) {
        assertThat(step.path("id").asText()).as("%s: id of a %s with %s", path, kind, step).isNotEmpty();
        return step.path("id").asText();
    }

    /** Camel looks for a method with the first message only. */
    @TestFactory
    Stream<DynamicTest> eachBeanStepIsAMethodOfItsBean() {
        Map<String, Set<String>> methods = methodsOfBeans();
        return each(file -> calls(file.content()).forEach(call -> {
            List<Set<String>> beans = call.bean().startsWith("{{")
                    ? methods.entrySet().stream()
                            .filter(bean -> bean.getKey().endsWith(call.bean().replaceAll(".*}}", "")))
                            .map(Map.Entry::getValue).toList()
                    : List.of(methods.getOrDefault(call.bean(), Set.of()));
            assertThat(beans).as("%s: %s", file.path(), call).isNotEmpty()
                    .allSatisfy(found -> assertThat(found).contains(call.method()));
        }));
    }

    private record Call(String bean, String method) {
    }

    private static List<Call> calls(JsonNode node) {
        List<Call> calls = new ArrayList<>();
        JsonNode bean = node.path("bean");
        if (bean.isObject()) {
            calls.add(new Call(bean.path("ref").asText(), bean.path("method").asText().replaceAll("\\(.*", "")));
        }
        node.forEach(child -> calls.addAll(calls(child)));
        return calls;
    }

    private static Map<String, Set<String>> methodsOfBeans() {
        SimpleBeanDefinitionRegistry registry = new SimpleBeanDefinitionRegistry();
        new ClassPathBeanDefinitionScanner(registry).scan("io.rmahub");
        Map<String, Set<String>> methods = new TreeMap<>();
        for (String name : registry.getBeanDefinitionNames()) {
            String type = registry.getBeanDefinition(name).getBeanClassName();
            if (type != null && type.startsWith("io.rmahub.")) {
                methods.put(name, Arrays.stream(ClassUtils.resolveClassName(type, null).getMethods())
                        .map(Method::getName).collect(Collectors.toCollection(TreeSet::new)));
            }
        }
        return methods;
    }

    private static Stream<DynamicTest> each(Consumer<RouteFile> check) {
        return ROUTES.files().stream().filter(RouteConventionsTest::isOurs)
                .map(file -> dynamicTest(file.path(), () -> check.accept(file)));
    }

    /** Bindings of the API, as long as there are any. */
    private static boolean isOurs(RouteFile file) {
        return !file.folder().equals("api");
    }

    private static List<String> lines(RouteFile file) {
        try {
            return Files.readAllLines(Path.of(file.path()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
