package io.rmahub.camel.contract;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doNothing;
import static org.mockito.Mockito.doThrow;

import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.rmahub.shipment.polling.PollRequest;
import io.rmahub.shipment.polling.PollRun;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mockito.Mockito;

/** What every poll of a carrier promises: a run ends whatever happens, and a carrier that is unwell is left alone. */
class PollContractTest extends RouteContract {

    private static final PollRequest FIRST = request("1Z1");
    private static final PollRequest SECOND = request("1Z2");

    PollContractTest() {
        super("poll", "ask-carrier");
    }

    private static PollRequest request(String number) {
        return new PollRequest(List.of(new PollRequest.Item(UUID.randomUUID(), number, 0, null)));
    }

    @TestFactory
    Stream<DynamicTest> answersAreAccepted() {
        return every("2xx", route -> {
            PollRun run = poll(route, answer(200, "Content-Type", "application/json"), 2);
            verify(answers).accept(eq(run), eq(FIRST), eq("GET /1Z1"), eq("application/json"), any());
            verify(answers).accept(eq(run), eq(SECOND), eq("GET /1Z2"), eq("application/json"), any());
            verify(polling).end(run);
        });
    }

    @TestFactory
    Stream<DynamicTest> aCarrierThatHasNoAnswerIsAskedTheNext() {
        return List.of(400, 404, 410, 422).stream().flatMap(status -> every(status.toString(), route -> {
            PollRun run = poll(route, answer(status), 2);
            verify(polling).unanswered(run, FIRST);
            verify(polling).unanswered(run, SECOND);
            verify(polling).end(run);
        }));
    }

    @TestFactory
    Stream<DynamicTest> aCarrierThatAsksForTimeGetsIt() {
        return retryAfterForms().stream().flatMap(form -> every("429 " + form, route -> {
            PollRun run = poll(route, answer(429, "Retry-After", form), 1);
            verify(polling).failed(eq(run), contains("429"), eq(Duration.ofMinutes(1)));
            verify(polling).end(run);
        }));
    }

    @TestFactory
    Stream<DynamicTest> aCarrierThatIsUnwellIsLeftAlone() {
        return Map.of("401", answer(401), "500", answer(500), "503", answer(503),
                "time-out", failure(new SocketTimeoutException())).entrySet().stream()
                .flatMap(each -> every(each.getKey(), route -> {
                    PollRun run = poll(route, each.getValue(), 1);
                    verify(polling).failed(eq(run), any(), isNull());
                    verify(answers, never()).accept(any(), any(), any(), any(), any());
                    verify(polling).end(run);
                }));
    }

    @TestFactory
    Stream<DynamicTest> poisonDoesNotHoldTheLease() {
        return every("poison", route -> {
            doThrow(new IllegalArgumentException("no JSON")).when(answers).accept(any(), any(), any(), any(), any());
            PollRun run = poll(route, answer(200), 1);
            doNothing().when(answers).accept(any(), any(), any(), any(), any());
            verify(polling).failed(eq(run), contains("no JSON"), isNull());
            verify(polling).end(run);
        });
    }

    @TestFactory
    Stream<DynamicTest> whenNothingIsDueNothingIsAsked() {
        return every("nothing due", route -> {
            when(polling.begin(any())).thenReturn(Optional.empty());
            send(route, null);
            assertCalls(route, 0);
            verify(polling, never()).end(any());
        });
    }

    private PollRun poll(MadeRoute route, Processor carrier, int calls) throws Exception {
        String source = route.parameters().get("source");
        PollRun run = Mockito.mock(PollRun.class);
        when(run.source()).thenReturn(source);
        when(run.requests()).thenReturn(List.of(FIRST, SECOND));
        when(polling.begin(source)).thenReturn(Optional.of(run));
        doAnswer(call -> when(run.failed()).thenReturn(true)).when(polling).failed(eq(run), any(), any());
        mock(route).whenAnyExchangeReceived(carrier);
        send(route, null);
        assertCalls(route, calls);
        verify(polling, times(1)).begin(source);
        return run;
    }
}
