package io.rmahub.engine.ingress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.access.AccessAudit;
import io.rmahub.engine.delivery.WorkDispatcher;
import io.rmahub.engine.ingress.verification.InboundRequest;
import io.rmahub.engine.ingress.verification.Verified;
import io.rmahub.engine.ledger.Acceptance;
import io.rmahub.engine.ledger.Inbound;
import io.rmahub.engine.ledger.Ledger;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.engine.web.Problem;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes messages in: verify the raw bytes, read, commit to the ledger, answer. Decides nothing.
 *
 * <p>A 2xx answer to a message means that it is committed. Everything else was not accepted and is stored nowhere,
 * apart from the note that somebody was refused.
 */
@Component
public final class Door {

    private static final Logger log = LoggerFactory.getLogger(Door.class);

    private final Map<String, SourceDoor> doors = new HashMap<>();
    private final PostedBody bodies;
    private final Ledger ledger;
    private final WorkDispatcher dispatcher;
    private final AccessAudit audit;
    private final AdmissionControl admission;
    private final ObjectMapper json;
    private final Clock clock;

    /** Fails if an enabled source has no sound settings; an internal one has no door. */
    public Door(HubSettings settings, PostedBody bodies, Ledger ledger, WorkDispatcher dispatcher, AccessAudit audit,
                AdmissionControl admission, ObjectMapper json, Clock clock) {
        this.bodies = bodies;
        this.ledger = ledger;
        this.dispatcher = dispatcher;
        this.audit = audit;
        this.admission = admission;
        this.json = json;
        this.clock = clock;
        settings.sources().forEach((name, source) -> {
            if (source.enabled() && !source.internal()) {
                doors.put(name, SourceDoor.of(name, source, settings.maskedHeaders()));
            }
        });
    }

    /** Handles one request to the door of the named source; never throws. */
    public DoorAnswer accept(String name, RawRequest request) {
        admission.enter();
        try {
            return answer(name, request);
        } finally {
            admission.leave();
        }
    }

    private DoorAnswer answer(String name, RawRequest request) {
        SourceDoor door = doors.get(name);
        if (door == null) {
            return DoorAnswer.problem(new Problem(404, "Not Found", "No such source is open here"));
        }
        if (door.isProbe(request)) {
            return ProbeAnswer.of(door, request);
        }
        if (!door.messages().contains(request.method())) {
            return DoorAnswer.problem(new Problem(405, "Method Not Allowed", "This door takes " + door.allowed()))
                    .with("Allow", door.allowed());
        }
        Verified verified = door.verification().verify(new InboundRequest(request.body(), request.headers(),
                request.query(), request.pathToken(), request.remoteAddress(), request.clientSubject(),
                clock.instant()));
        if (verified instanceof Verified.Refused refused) {
            audit.refused(name, refused.reason(), request.remoteAddress(), null);
            return DoorAnswer.problem(new Problem(401, "Unauthorized", "The request could not be verified"))
                    .with("WWW-Authenticate", door.verification().challenge());
        }
        byte[] message = request.method().equals(SourceDoor.GET)
                ? QueryStringMessage.of(request.query(), door.verification().parameters()) : request.body();
        Optional<JsonNode> event = bodies.read(door.source(), message);
        if (event.isEmpty()) {
            return DoorAnswer.problem(new Problem(400, "Bad Request",
                    "The message is none of " + door.source().body().formats() + " in the form that this door reads"));
        }
        return commit(door, request, message, event.get());
    }

    private DoorAnswer commit(SourceDoor door, RawRequest request, byte[] message, JsonNode event) {
        SourceSettings source = door.source();
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        var inbound = new Inbound(id, source.orgId(), door.name(), clock.instant(),
                DedupKeys.of(door.name(), source, event, message, request.headers()), request.contentType(),
                headers(door, request), message, request.remoteAddress(), BodyFields.keys(source, event));
        Acceptance acceptance;
        try {
            acceptance = ledger.accept(inbound);
        } catch (DataAccessException | TransactionException | IllegalStateException e) {
            log.error("A message from {} could not be stored and was not acknowledged", door.name(), e);
            return DoorAnswer.problem(new Problem(503, "Service Unavailable",
                    "The message could not be stored; send it again")).with("Retry-After", "5");
        }
        if (!acceptance.duplicate()) {
            dispatcher.message(id, door.name());
        }
        return Acknowledgement.of(source.response(), acceptance, event);
    }

    /** The headers as JSON; a masked one keeps its name, so that one sees that it was sent. */
    private String headers(SourceDoor door, RawRequest request) {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        request.headers().forEach((name, values) ->
                kept.put(name, door.masked().contains(name) ? List.of("***") : values));
        try {
            return json.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can always be written", e);
        }
    }
}
