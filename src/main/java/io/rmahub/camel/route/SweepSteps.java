package io.rmahub.camel.route;

import io.rmahub.engine.delivery.QueuedDelivery;
import io.rmahub.engine.delivery.WorkDispatcher;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Hands over again what the sweeping queries found due; bodies are lists of rows. */
@Component("sweepSteps")
public final class SweepSteps {

    private final WorkDispatcher dispatcher;
    private final Clock clock;

    public SweepSteps(WorkDispatcher dispatcher, Clock clock) {
        this.dispatcher = dispatcher;
        this.clock = clock;
    }

    public void messages(@Body List<Map<String, Object>> rows) {
        rows.forEach(row -> dispatcher.messageAgain((UUID) row.get("message_id"), (String) row.get("source"), round()));
    }

    public void deliveries(@Body List<Map<String, Object>> rows) {
        dispatcher.deliveriesAgain(rows.stream().map(row -> new QueuedDelivery((UUID) row.get("id"),
                (String) row.get("target"), (Integer) row.get("attempts"))).toList(), round());
    }

    /** Different each time, so that the broker does not take a deliberate repeat for an accident. */
    private String round() {
        return "s" + clock.millis();
    }
}
