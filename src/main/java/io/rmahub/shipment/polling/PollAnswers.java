package io.rmahub.shipment.polling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.micrometer.core.instrument.MeterRegistry;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ledger.Acceptance;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.ledger.Ledger;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Takes answers in as if their carrier had sent them: through the ledger, under the source's name. An answer that
 * says the same as the one before about the same parcels is counted and no message.
 */
@Component
public final class PollAnswers {

    private final HubSettings settings;
    private final Ledger ledger;
    private final WorkDispatcher dispatcher;
    private final CarrierPolling polling;
    private final MeterRegistry meters;
    private final ObjectMapper json;
    private final Clock clock;

    public PollAnswers(HubSettings settings, Ledger ledger, WorkDispatcher dispatcher, CarrierPolling polling,
                       MeterRegistry meters, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.dispatcher = dispatcher;
        this.polling = polling;
        this.meters = meters;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Takes in one answer.
     *
     * @param question for people: method and path of the call
     * @throws IllegalArgumentException if it is no JSON object, or larger than the source may send
     */
    public void accept(PollRun run, PollRequest request, String question, String contentType, byte[] body) {
        SourceSettings source = settings.source(run.source());
        byte[] hash = hash(source, readable(source, body));
        boolean unchanged = request.answeredBefore(hash);
        if (!unchanged) {
            accept(run.source(), source, request, question, contentType, body, hash);
        }
        meters.counter("hub.polls", "source", run.source(), "answer", unchanged ? "unchanged" : "new").increment();
        polling.answered(run, request, hash);
    }

    private void accept(String name, SourceSettings source, PollRequest request, String question,
                        String contentType, byte[] body, byte[] hash) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        Acceptance acceptance = ledger.accept(new Inbound(id, source.orgId(), name, clock.instant(),
                dedupKey(name, source, request, hash), contentType, PollMarker.headers(question), body, null,
                request.numbers().stream().map(number -> new BusinessKey("tracking", number)).toList()));
        if (!acceptance.duplicate()) {
            dispatcher.message(id, name);
        }
    }

    private ObjectNode readable(SourceSettings source, byte[] body) {
        if (body.length > source.maxBody().toBytes()) {
            throw new IllegalArgumentException("The answer has " + body.length + " bytes");
        }
        try {
            JsonNode read = json.readTree(body);
            if (read instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException e) {
            // Answered like JSON of another kind, below.
        }
        throw new IllegalArgumentException("The answer is no JSON object");
    }

    private static byte[] hash(SourceSettings source, ObjectNode answer) {
        Set<String> ignored = source.poll().ignoredFields();
        answer.remove(ignored.stream().filter(field -> !field.startsWith("/")).toList());
        ignored.stream().filter(field -> field.startsWith("/")).forEach(pointer -> {
            int last = pointer.lastIndexOf('/');
            if (answer.at(pointer.substring(0, last)) instanceof ObjectNode parent) {
                parent.remove(pointer.substring(last + 1));
            }
        });
        return sha256().digest(answer.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Other parcels' "not known" may read the same, so the numbers count too. */
    private static UUID dedupKey(String name, SourceSettings source, PollRequest request, byte[] hash) {
        MessageDigest digest = sha256();
        digest.update((source.orgId() + "\n" + name + "\npolled\n" + String.join("\n", request.numbers()) + "\n\n")
                .getBytes(StandardCharsets.UTF_8));
        ByteBuffer key = ByteBuffer.wrap(digest.digest(hash));
        return new UUID(key.getLong(), key.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
