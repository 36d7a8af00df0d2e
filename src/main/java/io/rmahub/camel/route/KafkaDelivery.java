package io.rmahub.camel.route;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.springframework.stereotype.Component;

/** Deliveries to topics. Whatever a broker refuses is an exception of its client already. */
@Component("kafkaDelivery")
public final class KafkaDelivery implements DeliveryKind {

    private final TargetMappings mappings;
    private final ObjectMapper json;

    KafkaDelivery(TargetMappings mappings, ObjectMapper json) {
        this.mappings = mappings;
        this.json = json;
    }

    /**
     * A CloudEvent in Kafka's binary content mode (attributes as {@code ce_} headers) from the mapping's {@code value},
     * under its {@code key}.
     */
    @Override
    public void translate(Exchange exchange) throws JsonProcessingException {
        DeliveryContext context = DeliveryContext.of(exchange);
        JsonNode record = mappings.translate(context.delivery());
        Message message = exchange.getMessage();
        record.path("value").properties().forEach(attribute -> {
            if (attribute.getValue().isTextual() && !attribute.getKey().equals("datacontenttype")) {
                message.setHeader("ce_" + attribute.getKey(), attribute.getValue().asText());
            }
        });
        String key = record.path("key").asText();
        String body = json.writeValueAsString(record.path("value").path("data"));
        message.setHeader("content-type", "application/json");
        message.setHeader(KafkaConstants.KEY, key);
        message.setBody(body);
        context.request(key + "\n" + body);
    }

    @Override
    public void failOnServerError(Exchange exchange) {
        // The client has thrown.
    }

    @Override
    public void requireSuccess(Exchange exchange) {
        // The client has thrown.
    }
}
