package io.rmahub.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.delivery.Attempt;
import io.rmahub.engine.delivery.Cause;
import io.rmahub.engine.delivery.ClaimedDelivery;
import io.rmahub.engine.mapping.MappingException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.component.resilience4j.ResilienceProcessor;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mockito.ArgumentCaptor;

/** What every route to a target promises: each attempt ends in exactly one record that says how. */
class DeliverContractTest extends RouteContract {

    private static final Set<String> BY_STATUS = Set.of("http", "soap");
    /** How a system of each kind says that it is unwell. */
    private static final Map<String, Processor> UNWELL = Map.of(
            "http", answer(500), "soap", answer(500),
            "mail", failure(new MessagingException("451 try again later")),
            "kafka", failure(new LeaderNotAvailableException("")));
    private static final Map<String, Cause> UNWELL_CAUSE = Map.of("http", Cause.SERVER_ERROR,
            "soap", Cause.SERVER_ERROR, "mail", Cause.SERVER_ERROR, "kafka", Cause.UNREACHABLE);

    private final Set<UUID> due = new HashSet<>();

    DeliverContractTest() {
        super("deliver", "call-target");
    }

    @Test
    void everyKindIsKnown() {
        assertThat(MadeRoute.of("deliver")).extracting(route -> route.parameters().get("kind"))
                .containsOnlyElementsOf(UNWELL.keySet()).containsAll(UNWELL.keySet());
    }

    @TestFactory
    Stream<DynamicTest> aSuccessIsRecordedAsDelivered() {
        return every("2xx", route -> {
            Attempt attempt = attempt(route, answer(200));
            assertThat(attempt.delivered()).isTrue();
            assertThat(attempt.request()).isNotBlank();
        });
    }

    @TestFactory
    Stream<DynamicTest> anAnswerIsRecordedByItsStatus() {
        Map<Integer, Cause> statuses = Map.of(400, Cause.REJECTED, 401, Cause.UNAUTHORIZED, 404, Cause.NOT_FOUND,
                408, Cause.TIMEOUT, 422, Cause.REJECTED, 500, Cause.SERVER_ERROR, 503, Cause.SERVER_ERROR);
        return statuses.entrySet().stream().flatMap(each -> every(each.getKey().toString(), route -> {
            if (BY_STATUS.contains(kind(route))) {
                Attempt attempt = attempt(route, answer(each.getKey()));
                assertThat(attempt.cause()).isEqualTo(each.getValue());
                assertThat(attempt.status()).isEqualTo(each.getKey());
                assertThat(attempt.response()).contains(each.getKey().toString());
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> retryAfterIsReadInBothForms() {
        return retryAfterForms().stream().flatMap(form -> every("429 " + form, route -> {
            if (BY_STATUS.contains(kind(route))) {
                Attempt attempt = attempt(route, answer(429, "Retry-After", form));
                assertThat(attempt.cause()).isEqualTo(Cause.THROTTLED);
                assertThat(attempt.retryAfter()).isEqualTo(Duration.ofMinutes(1));
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> aTargetThatIsUnwellIsRecordedSo() {
        return every("5xx", route ->
                assertThat(attempt(route, UNWELL.get(kind(route))).cause()).isEqualTo(UNWELL_CAUSE.get(kind(route))));
    }

    @TestFactory
    Stream<DynamicTest> noAnswerInTimeIsATimeout() {
        return every("time-out", route -> assertThat(attempt(route,
                failure(new MessagingException("", new SocketTimeoutException()))).cause()).isEqualTo(Cause.TIMEOUT));
    }

    @TestFactory
    Stream<DynamicTest> noConnectionIsUnreachable() {
        return every("refused", route ->
                assertThat(attempt(route, failure(new ConnectException())).cause()).isEqualTo(Cause.UNREACHABLE));
    }

    @TestFactory
    Stream<DynamicTest> aTargetThatStaysUnwellIsLeftAlone() {
        return every("breaker open", route -> {
            List<UUID> ids = deliveries(ContractContext.WINDOW + 2);
            List<Attempt> attempts = attempts(route, UNWELL.get(kind(route)), ids);
            assertThat(attempts).extracting(Attempt::cause).startsWith(UNWELL_CAUSE.get(kind(route)))
                    .endsWith(Cause.CIRCUIT_OPEN, Cause.CIRCUIT_OPEN);
            assertCalls(route, ContractContext.WINDOW);
        });
    }

    @TestFactory
    Stream<DynamicTest> aTargetThatIsWellIsNotLeftAlone() {
        return List.of(401, 404, 422, 429).stream().flatMap(status -> every("no outage by " + status, route -> {
            if (BY_STATUS.contains(kind(route))) {
                attempts(route, answer(status), deliveries(ContractContext.WINDOW + 2));
                assertCalls(route, ContractContext.WINDOW + 2);
            }
        }));
    }

    @TestFactory
    Stream<DynamicTest> aSecondHandOverDoesNothing() {
        return every("duplicate", route -> {
            UUID id = deliveries(1).get(0);
            attempts(route, answer(200), List.of(id, id));
            send(route, id.toString());
            assertCalls(route, 1);
            verify(recorder).record(any());
        });
    }

    @TestFactory
    Stream<DynamicTest> poisonIsRecordedAndStopsNobody() {
        return every("poison", route -> {
            List<UUID> ids = deliveries(3);
            prepare(route, answer(200));
            doReturn(mapped()).doThrow(new MappingException("any", "no such field", null)).doReturn(mapped())
                    .when(mappings).apply(any(), any());
            assertThat(sent(route, ids)).extracting(Attempt::cause).containsExactly(null, Cause.MAPPING, null);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoDeliveryStopsNobody() {
        return every("no id", route -> {
            prepare(route, answer(200));
            UUID id = deliveries(1).get(0);
            send(route, "no id\n" + id);
            verify(recorder).record(any());
        });
    }

    private static String kind(MadeRoute route) {
        return route.parameters().get("kind");
    }

    private List<UUID> deliveries(int count) {
        List<UUID> ids = IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
        due.addAll(ids);
        return ids;
    }

    private Attempt attempt(MadeRoute route, Processor target) throws Exception {
        return attempts(route, target, deliveries(1)).get(0);
    }

    private List<Attempt> attempts(MadeRoute route, Processor target, List<UUID> ids) throws Exception {
        prepare(route, target);
        doReturn(mapped()).when(mappings).apply(any(), any());
        return sent(route, ids);
    }

    private void prepare(MadeRoute route, Processor target) throws Exception {
        mock(route).whenAnyExchangeReceived(target);
        context.getRoute(route.id()).filter(ROUTE_OF_TEMPLATE + "call-unless-target-is-out").stream()
                .filter(ResilienceProcessor.class::isInstance).map(ResilienceProcessor.class::cast)
                .forEach(breaker -> breaker.getCircuitBreaker().reset());
        when(leases.claim(any(), anyBoolean())).thenAnswer(call -> due.remove(call.<UUID>getArgument(0))
                ? Optional.of(new ClaimedDelivery(call.getArgument(0), UUID.randomUUID(),
                        route.parameters().get("target"), UUID.randomUUID(), 1))
                : Optional.empty());
        doReturn(mapped()).when(payloads).of(any());
        doReturn(mapped()).when(mappings).apply(any(), any());
    }

    /** Sent in one message, as in a rush. */
    private List<Attempt> sent(MadeRoute route, List<UUID> ids) {
        send(route, String.join("\n", ids.stream().map(UUID::toString).toList()));
        ArgumentCaptor<Attempt> attempts = ArgumentCaptor.forClass(Attempt.class);
        verify(recorder, atLeast(1)).record(attempts.capture());
        return new ArrayList<>(attempts.getAllValues());
    }

    /** Fits every kind. */
    private static JsonNode mapped() throws Exception {
        return new ObjectMapper().readTree("""
                {"method": "POST", "path": "/x", "body": {"a": 1}, "namespace": "urn:x", "operation": "x",
                 "to": "a@localhost", "subject": "s", "text": "t", "key": "k", "value": {"id": "1", "data": {"a": 1}}}
                """);
    }
}
