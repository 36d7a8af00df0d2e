package io.rmahub.camel.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.rmahub.engine.delivery.DeliveryLeases;
import io.rmahub.engine.delivery.DeliveryRecorder;
import io.rmahub.engine.delivery.EventPayloadCache;
import io.rmahub.engine.delivery.Receipts;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ingress.AdmissionControl;
import io.rmahub.engine.ingress.Door;
import io.rmahub.engine.ingress.TokenEndpoint;
import io.rmahub.engine.mapping.Mappings;
import io.rmahub.engine.mapping.Schemas;
import io.rmahub.shipment.polling.CarrierPolling;
import io.rmahub.shipment.polling.PollAnswers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spring.SpringCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/**
 * What every route that is made from a template promises, whatever file makes it. The other system is a mock in place
 * of the template's call; the ports behind the steps are stubs.
 */
@CamelSpringBootTest
@SpringBootTest(classes = ContractContext.class, webEnvironment = SpringBootTest.WebEnvironment.NONE, properties = {
    "spring.config.location=optional:classpath:/none/", "camel.main.routes-include-pattern=false",
    "camel.main.jmx-enabled=false", "camel.main.message-history=true"})
@UseAdviceWith
@DirtiesContext
abstract class RouteContract {

    /** One case of the contract of one route. */
    interface Case {
        void run(MadeRoute route) throws Exception;
    }

    @Autowired
    ModelCamelContext context;
    @MockitoBean
    DeliveryLeases leases;
    @MockitoBean
    DeliveryRecorder recorder;
    @MockitoBean
    Receipts receipts;
    @MockitoBean
    EventPayloadCache payloads;
    @MockitoBean
    WorkDispatcher dispatcher;
    @MockitoBean
    AdmissionControl admission;
    @MockitoBean
    Mappings mappings;
    @MockitoBean
    Schemas schemas;
    @MockitoBean
    Door door;
    @MockitoBean
    TokenEndpoint tokens;
    @MockitoBean
    CarrierPolling polling;
    @MockitoBean
    PollAnswers answers;

    /** What Camel puts before the ids of the steps of a route that was made from a template. */
    static final String ROUTE_OF_TEMPLATE = "(route-\\d+)?";

    private final String template;
    /** The id of the step that calls the other system; null if there is none. */
    private final String call;

    RouteContract(String template, String call) {
        this.template = template;
        this.call = call;
    }

    /** All tests of a class share the started routes. */
    @BeforeEach
    void startRoutes() throws Exception {
        if (context.isStarted()) {
            return;
        }
        Set<Path> files = new LinkedHashSet<>();
        try (Stream<Path> shared = Files.list(Path.of("routes/shared"))) {
            shared.sorted().forEach(files::add);
        }
        MadeRoute.of(template).forEach(route -> files.add(Path.of(route.file())));
        for (Path file : files) {
            PluginHelper.getRoutesLoader(context).loadRoutes(
                    ResourceHelper.fromString(file.getFileName().toString(), Files.readString(file)));
        }
        for (MadeRoute route : MadeRoute.of(template)) {
            AdviceWith.adviceWith(context, route.id(), advice -> {
                advice.replaceFromWith("direct:" + route.id());
                if (call != null) {
                    advice.weaveById(ROUTE_OF_TEMPLATE + call).replace().to("mock:" + route.id());
                }
            });
        }
        letContextsStart();
        context.start();
    }

    /** What the extension sets to keep a context from starting before it is advised holds for the whole JVM. */
    @AfterAll
    static void letContextsStart() {
        System.clearProperty("skipStartingCamelContext");
        SpringCamelContext.setNoStart(false);
    }

    /** One test for each route and case. */
    Stream<DynamicTest> every(String name, Case contract) {
        return MadeRoute.of(template).stream().map(route -> dynamicTest(name + ": " + route.id(), () -> {
            Mockito.clearInvocations(leases, recorder, receipts, dispatcher, polling, answers, door);
            mock(route).reset();
            contract.run(route);
        }));
    }

    /** How often the other system was called; everything here ends in the thread that sends. */
    void assertCalls(MadeRoute route, int calls) {
        assertThat(mock(route).getReceivedCounter()).isEqualTo(calls);
    }

    MockEndpoint mock(MadeRoute route) {
        return context.getEndpoint("mock:" + route.id(), MockEndpoint.class);
    }

    void send(MadeRoute route, Object body) {
        context.createFluentProducerTemplate().to("direct:" + route.id()).withBody(body).send();
    }

    /** The other system answers. */
    static Processor answer(int status, String... headers) {
        return exchange -> {
            exchange.getMessage().removeHeaders("*");
            exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getMessage().setHeader(headers[i], headers[i + 1]);
            }
            exchange.getMessage().setBody("{\"said\":" + status + "}");
        };
    }

    static Processor failure(Exception failure) {
        return exchange -> {
            throw failure;
        };
    }

    static List<String> retryAfterForms() {
        return List.of("60", "Mon, 02 Mar 2026 09:16:00 GMT");
    }
}
