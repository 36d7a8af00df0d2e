package io.rmahub.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.rmahub.engine.ingress.DoorAnswer;
import io.rmahub.engine.ingress.RawBodyFilter;
import io.rmahub.engine.ingress.RawRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.springboot.PlatformHttpMessage;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.mockito.ArgumentCaptor;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What every door promises: the request reaches the door as it came, and its answer the sender as it is. */
class DoorContractTest extends RouteContract {

    private final MockHttpServletResponse response = new MockHttpServletResponse();

    DoorContractTest() {
        super("door", null);
    }

    /** A template that is added needs a contract. */
    @Test
    void everyTemplateHasItsContract() {
        assertThat(MadeRoute.templates()).containsExactlyInAnyOrder("deliver", "door", "poll");
    }

    @TestFactory
    Stream<DynamicTest> theRequestArrivesAsItCame() {
        return every("request", route -> {
            posted(route, "{\"a\":1}", new DoorAnswer(202, "application/json", "{}", Map.of()));
            ArgumentCaptor<RawRequest> request = ArgumentCaptor.forClass(RawRequest.class);
            verify(door).accept(eq(route.parameters().get("source")), request.capture());
            assertThat(request.getValue().method()).isEqualTo("POST");
            assertThat(request.getValue().body()).asString().isEqualTo("{\"a\":1}");
            assertThat(request.getValue().pathToken()).isEqualTo("token");
            assertThat(request.getValue().headers()).containsEntry("x-signature", List.of("abc"));
        });
    }

    /** Accepted, accepted before, refused, poison, too much, no database. */
    @TestFactory
    Stream<DynamicTest> theAnswerGoesOutAsItIs() {
        return List.of(202, 200, 401, 400, 413, 503).stream().flatMap(status -> every(status.toString(), route -> {
            Message answer = posted(route, "x",
                    new DoorAnswer(status, "text/plain", "said", Map.of("Retry-After", "5")));
            assertThat(answer.getHeaders()).containsOnlyKeys(Exchange.HTTP_RESPONSE_CODE, Exchange.CONTENT_TYPE)
                    .containsEntry(Exchange.HTTP_RESPONSE_CODE, status);
            assertThat(answer.getBody(String.class)).isEqualTo("said");
            assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        }));
    }

    @TestFactory
    Stream<DynamicTest> anAnswerWithoutABodyHasNone() {
        return every("no body", route ->
                assertThat(posted(route, "x", new DoorAnswer(204, "text/plain", null, Map.of()))
                        .getBody(byte[].class)).isEmpty());
    }

    @TestFactory
    Stream<DynamicTest> aFaultIsNoAcknowledgement() {
        return every("fault", route -> {
            when(door.accept(any(), any())).thenThrow(new IllegalStateException("fault"));
            Exchange exchange = context.createProducerTemplate().send("direct:" + route.id(), request(route, "x"));
            reset(door);
            assertThat(exchange.getException()).hasMessage("fault");
        });
    }

    private Message posted(MadeRoute route, String body, DoorAnswer answer) {
        when(door.accept(any(), any())).thenReturn(answer);
        Exchange exchange = context.createProducerTemplate().send("direct:" + route.id(), request(route, body));
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage();
    }

    private Exchange request(MadeRoute route, String body) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", route.parameters().get("path") + "/token");
        request.setAttribute(RawBodyFilter.BODY, body.getBytes(StandardCharsets.UTF_8));
        request.setAttribute(RawBodyFilter.HEADERS, Map.of("x-signature", List.of("abc")));
        request.setAttribute(RawBodyFilter.QUERY, Map.of());
        Exchange exchange = new DefaultExchange(context);
        PlatformHttpMessage message = new PlatformHttpMessage(request, response, exchange, null, false);
        message.setHeader("X-Signature", "abc");
        message.setBody(body);
        exchange.setIn(message);
        return exchange;
    }
}
