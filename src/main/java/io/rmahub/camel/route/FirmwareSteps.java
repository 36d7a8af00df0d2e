package io.rmahub.camel.route;

import io.rmahub.engine.ingress.TopicDoor;
import io.rmahub.unit.TelemetrySettings;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Exchange;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.springframework.stereotype.Component;

/** Brings published firmware from its topic to the ledger. */
@Component("firmwareSteps")
public final class FirmwareSteps {

    private final TopicDoor door;
    private final TelemetrySettings settings;

    FirmwareSteps(TopicDoor door, TelemetrySettings settings) {
        this.door = door;
        this.settings = settings;
    }

    /** Body: the bytes of one record. Its offset is committed once the ledger has it; a failure reads it again. */
    public void accept(Exchange exchange) {
        KafkaPosition position = KafkaPosition.of(exchange);
        byte[] body = exchange.getMessage().getBody(byte[].class);
        Map<String, String> headers = new TreeMap<>();
        for (Header header : exchange.getMessage().getHeader(KafkaConstants.HEADERS, Headers.class)) {
            headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8));
        }
        if (body != null) {
            door.accept(settings.source(), body, headers, position.partition() + "@" + position.offset());
        }
        position.commit();
    }
}
