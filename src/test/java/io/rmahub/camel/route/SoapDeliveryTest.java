package io.rmahub.camel.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.delivery.Cause;
import java.time.Clock;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How answers by SOAP are judged and read. */
class SoapDeliveryTest {

    private static final String FAULT =
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><e:Fault>"
            + "<faultcode>e:%s</faultcode><faultstring>no such element</faultstring></e:Fault></e:Body></e:Envelope>";

    private final SoapDelivery steps = new SoapDelivery(null, new AnswerReader(new ObjectMapper()),
            new CallSteps(null, null, Clock.systemUTC()), null);

    private static Exchange answered(int status, String body) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(ProcessingContext.PROPERTY, new DeliveryContext(UUID.randomUUID()));
        exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    /** The bare id of a document, an id of digits and an e, the wrapped one, a refusal, none at all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "16e49b8557070e408d4b4ff4fbca66b1 | \"16e49b8557070e408d4b4ff4fbca66b1\"",
        "12345678901234567890e23456789012 | \"12345678901234567890e23456789012\"",
        "{\"processId\":\"16e4\",\"code\":1,\"success\":true} | {\"processId\":\"16e4\",\"code\":1,\"success\":true}",
        "{\"code\":0,\"success\":false} | {\"code\":0,\"success\":false}",
        "'' | \"''\""})
    void whatTheOperationReturnedIsTheAnswer(String returned, String answer) throws Exception {
        Exchange exchange = answered(200, "<Envelope><Body><addReviewResponse><return>" + returned
                + "</return></addReviewResponse></Body></Envelope>");
        steps.failOnServerError(exchange);
        steps.requireSuccess(exchange);
        assertThat(DeliveryContext.of(exchange).answer().path("return"))
                .isEqualTo(new ObjectMapper().readTree(answer));
    }

    @Test
    void aFaultThatBlamesTheCallerIsARefusalAndNoOutage() {
        Exchange exchange = answered(500, FAULT.formatted("Client"));
        steps.failOnServerError(exchange);
        assertThatThrownBy(() -> steps.requireSuccess(exchange))
                .isInstanceOfSatisfying(HttpStatusException.class, refused -> {
            assertThat(refused.cause()).isEqualTo(Cause.REJECTED);
            assertThat(refused).hasMessage("SOAP fault: no such element");
        });
    }

    @ParameterizedTest
    @CsvSource({"500, Server", "503, Client"})
    void anyOtherFaultIsAnOutage(int status, String code) {
        assertThatThrownBy(() -> steps.failOnServerError(answered(status, FAULT.formatted(code))))
                .isInstanceOfSatisfying(HttpStatusException.class,
                        answer -> assertThat(answer.cause()).isEqualTo(Cause.SERVER_ERROR));
    }

    @Test
    void aDocumentTypeIsNotRead() {
        Exchange exchange = answered(200,
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><a><return>&x;</return></a>");
        steps.failOnServerError(exchange);
        steps.requireSuccess(exchange);
        assertThat(DeliveryContext.of(exchange).answer().path("return").asText()).isEmpty();
    }
}
