package io.rmahub.engine.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ledger.Acceptance;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.ledger.Ledger;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Takes messages in that come from a topic instead of a request: who may write there, the broker has checked. What is
 * read and accepted once becomes a duplicate when it is read again.
 */
@Component
public final class TopicDoor {

    private final HubSettings settings;
    private final PostedBody bodies;
    private final Ledger ledger;
    private final WorkDispatcher dispatcher;
    private final ObjectMapper json;
    private final Clock clock;

    TopicDoor(HubSettings settings, PostedBody bodies, Ledger ledger, WorkDispatcher dispatcher, ObjectMapper json,
              Clock clock) {
        this.settings = settings;
        this.bodies = bodies;
        this.ledger = ledger;
        this.dispatcher = dispatcher;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Returns when the message is committed; throws when it could not be stored. What cannot be read is stored too,
     * and quarantined later: there is nobody to answer.
     *
     * @param origin where it was read, kept in place of a remote address
     */
    public Acceptance accept(String name, byte[] body, Map<String, String> headers, String origin) {
        SourceSettings source = settings.source(name);
        if (source.internal()) {
            throw new IllegalArgumentException("The source " + name + " is internal: no topic leads to it");
        }
        JsonNode read = bodies.read(source, body).orElse(NullNode.getInstance());
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        Acceptance acceptance = ledger.accept(new Inbound(id, source.orgId(), name, clock.instant(),
                DedupKeys.of(name, source, read, body, lists(headers)), headers.get("content-type"),
                text(headers), body, origin, BodyFields.keys(source, read)));
        if (!acceptance.duplicate()) {
            dispatcher.message(id, name);
        }
        return acceptance;
    }

    private static Map<String, List<String>> lists(Map<String, String> headers) {
        return headers.entrySet().stream().collect(Collectors.toMap(header -> header.getKey().toLowerCase(Locale.ROOT),
                header -> List.of(header.getValue()), (first, other) -> first));
    }

    private String text(Map<String, String> headers) {
        try {
            return json.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can always be written", e);
        }
    }
}
