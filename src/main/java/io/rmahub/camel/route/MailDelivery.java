package io.rmahub.camel.route;

import com.fasterxml.jackson.databind.JsonNode;
import io.rmahub.engine.delivery.ClaimedDelivery;
import io.rmahub.engine.settings.HubSettings;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.springframework.stereotype.Component;

/** Deliveries by e-mail. Whatever a mail server refuses is an exception of its client already. */
@Component("mailDelivery")
public final class MailDelivery implements DeliveryKind {

    private final TargetMappings mappings;
    private final HubSettings settings;

    MailDelivery(TargetMappings mappings, HubSettings settings) {
        this.mappings = mappings;
        this.settings = settings;
    }

    /** A mail from the mapping's {@code to}, {@code subject} and {@code text}. */
    @Override
    public void translate(Exchange exchange) {
        DeliveryContext context = DeliveryContext.of(exchange);
        ClaimedDelivery delivery = context.delivery();
        JsonNode mail = mappings.translate(delivery);
        String to = mail.path("to").asText();
        String subject = mail.path("subject").asText();
        String text = mail.path("text").asText();
        Message message = exchange.getMessage();
        message.setHeader("To", DeliveryKind.headerSafe(to));
        message.setHeader("From", settings.target(delivery.target()).settings().get("from"));
        message.setHeader("Subject", DeliveryKind.headerSafe(subject));
        message.setHeader("Idempotency-Key", delivery.id().toString());
        message.setHeader("Message-ID", "<" + delivery.id() + "@rma-hub>");
        message.setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
        message.setBody(text);
        context.request("To: " + to + "\nSubject: " + subject + "\n\n" + text);
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
