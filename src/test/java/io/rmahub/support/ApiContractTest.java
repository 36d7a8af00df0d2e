package io.rmahub.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.engine.web.ApiController;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.context.support.StaticWebApplicationContext;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The contract finds what is not as declared, and every mapping of a controller is an operation of a document. */
class ApiContractTest {

    private static final String LEDGER =
            "\"at\":\"2026-03-02T09:15:00Z\",\"accepted\":1,\"byState\":{\"IGNORED\":1},\"waiting\":0,"
            + "\"unaccounted\":0";
    private static final String PROBLEM = "{\"title\":\"Bad Request\",\"status\":400}";

    private final ApiContract contract = ApiContract.read();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {
        "GET /api/ops/ledger?recount=true | | 200 | application/json | {" + LEDGER + "}",
        "GET /api/ops/ledger/ | | 200 | application/json;charset=UTF-8 | {" + LEDGER + "}",
        "GET /api/ops/ledger?recount=maybe | | 400 | application/problem+json | " + PROBLEM,
        "POST /api/ops/replays | {} | 422 | application/problem+json | " + PROBLEM,
        "DELETE /api/access/keys/0198a1b2-0000-7000-8000-000000000000 | | 204 | | ",
        "GET /api/ops/elsewhere | | 404 | application/problem+json | " + PROBLEM,
    })
    void whatIsDeclaredPasses(String call, String sent, int status, String type, String body) {
        check(call, sent, status, type, body);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '#', value = {
        "GET /api/ops/ledger | | 200 | application/json | {" + LEDGER + ",\"extra\":1} | getLedger.*200.*extra",
        "GET /api/ops/ledger | | 200 | application/json | {\"accepted\":\"1\"} | /accepted",
        "GET /api/ops/ledger | | 200 | application/json | {" + LEDGER + ",\"at\":\"today\"} | /at",
        "GET /api/ops/ledger | | 200 | text/html | <p/> | content type text/html",
        "GET /api/ops/ledger | | 200 | | | no body",
        "GET /api/ops/ledger | | 202 | application/json | {" + LEDGER + "} | status 202 is not declared",
        "GET /api/ops/ledger?again=1 | | 200 | application/json | {" + LEDGER + "} | parameter again",
        "GET /api/ops/ledger | | 400 | application/json | " + PROBLEM + " | content type application/json",
        "GET /api/ops/nothing | | 200 | application/json | {} | no document declares it",
        "PATCH /api/ops/ledger | | 200 | application/json | {} | no document declares it",
        "POST /api/ops/replays | {\"deliveryId\":\"x\"} | 202 | application/json"
                + " | {\"id\":\"0198a1b2-0000-7000-8000-000000000000\",\"action\":\"redrive\"} | request.*deliveryId",
        "DELETE /api/access/keys/0198a1b2-0000-7000-8000-000000000000 | | 204 | text/plain | gone | text/plain",
    })
    void whatIsNotIsNamed(String call, String sent, int status, String type, String body, String named) {
        assertThatThrownBy(() -> check(call, sent, status, type, body)).isInstanceOf(AssertionError.class)
                .hasMessageMatching("(?s).*" + named + ".*");
    }

    private void check(String call, String sent, int status, String type, String body) {
        contract.check(call, "application/json", sent == null ? "" : sent, status, type == null ? "" : type,
                body == null ? "" : body);
    }

    @Test
    void everyMappingOfAControllerIsAnOperationAndEveryOperationHasOne() {
        assertThat(mappings()).isEqualTo(contract.keys());
    }

    /** Of all controllers of the API, found as the program finds them. */
    private static Set<String> mappings() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ApiController.class));
        Reader reader = new Reader();
        return scanner.findCandidateComponents("io.rmahub").stream()
                .map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()).flatMap(method -> reader.keys(method, type)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static final class Reader extends RequestMappingHandlerMapping {

        Reader() {
            setApplicationContext(new StaticWebApplicationContext());
            afterPropertiesSet();
        }

        Stream<String> keys(Method method, Class<?> type) {
            RequestMappingInfo mapping = getMappingForMethod(method, type);
            return mapping == null ? Stream.of() : mapping.getMethodsCondition().getMethods().stream()
                    .map(RequestMethod::name).flatMap(verb -> mapping.getPatternValues().stream()
                            .map(path -> verb + " " + path.replaceAll("\\{[^/}]*}", "{}").replaceFirst("/$", "")));
        }
    }
}
