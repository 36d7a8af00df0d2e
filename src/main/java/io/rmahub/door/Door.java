package io.rmahub.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.access.AccessAudit;
import io.rmahub.delivery.HandOver;
import io.rmahub.ledger.Acceptance;
import io.rmahub.ledger.BusinessKey;
import io.rmahub.ledger.Inbound;
import io.rmahub.ledger.Ledger;
import io.rmahub.settings.HubSettings;
import io.rmahub.settings.SourceSettings;
import io.rmahub.verification.InboundRequest;
import io.rmahub.verification.Verification;
import io.rmahub.verification.Verifications;
import io.rmahub.verification.Verified;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes messages in: verify the raw bytes, read, commit to the ledger, answer. Decides nothing.
 *
 * <p>A 2xx answer means that the message is committed. Everything else was not accepted and is stored nowhere,
 * apart from the note that somebody was refused.
 */
@Component
public final class Door {

    private static final Logger log = LoggerFactory.getLogger(Door.class);

    private final HubSettings settings;
    private final Map<String, Verification> verifications = new HashMap<>();
    private final PostedBody bodies;
    private final Ledger ledger;
    private final HandOver handOver;
    private final AccessAudit audit;
    private final DoorPressure pressure;
    private final ObjectMapper json;
    private final Clock clock;

    /** Fails if an enabled source has no sound verification settings. */
    public Door(HubSettings settings, PostedBody bodies, Ledger ledger, HandOver handOver, AccessAudit audit,
                DoorPressure pressure, ObjectMapper json, Clock clock) {
        this.settings = settings;
        this.bodies = bodies;
        this.ledger = ledger;
        this.handOver = handOver;
        this.audit = audit;
        this.pressure = pressure;
        this.json = json;
        this.clock = clock;
        settings.sources().forEach((name, source) -> {
            if (source.enabled()) {
                verifications.put(name,
                        Verifications.of("hub.sources." + name + ".verification", source.verification()));
            }
        });
    }

    /** Handles one request to the door of the named source; never throws. */
    public DoorAnswer accept(String name, RawRequest request) {
        pressure.enter();
        try {
            return answer(name, request);
        } finally {
            pressure.leave();
        }
    }

    private DoorAnswer answer(String name, RawRequest request) {
        Verification verification = verifications.get(name);
        if (verification == null) {
            return DoorAnswer.problem(new Problem(404, "Not Found", "No such source is open here"));
        }
        SourceSettings source = settings.source(name);
        Verified verified = verification.verify(new InboundRequest(request.body(), request.headers(),
                request.query(), request.pathToken(), request.remoteAddress()));
        if (verified instanceof Verified.Refused refused) {
            audit.refused(name, refused.reason(), request.remoteAddress(), null);
            return DoorAnswer.problem(new Problem(401, "Unauthorized", "The request could not be verified"))
                    .with("WWW-Authenticate", source.verification().scheme());
        }
        Optional<JsonNode> body = bodies.read(request.body());
        if (body.isEmpty()) {
            return DoorAnswer.problem(new Problem(400, "Bad Request",
                    "The body is neither a JSON object nor a URL-encoded form in UTF-8"));
        }
        return commit(name, source, request, body.get());
    }

    private DoorAnswer commit(String name, SourceSettings source, RawRequest request, JsonNode body) {
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        var inbound = new Inbound(id, source.orgId(), name, clock.instant(),
                DedupKeys.of(name, source, body, request.body()), request.contentType(),
                headers(source, request), request.body(), request.remoteAddress(), keys(source, body));
        Acceptance acceptance;
        try {
            acceptance = ledger.accept(inbound);
        } catch (DataAccessException | TransactionException | IllegalStateException e) {
            log.error("A message from {} could not be stored and was not acknowledged", name, e);
            return DoorAnswer.problem(new Problem(503, "Service Unavailable",
                    "The message could not be stored; send it again")).with("Retry-After", "5");
        }
        if (!acceptance.duplicate()) {
            handOver.message(id);
        }
        return answer(source.response(), acceptance);
    }

    private static DoorAnswer answer(SourceSettings.Response response, Acceptance acceptance) {
        UUID shown = acceptance.duplicate() ? acceptance.duplicateOf() : acceptance.id();
        String body = response.body().replace("{id}", shown.toString())
                .replace("{state}", acceptance.duplicate() ? "duplicate" : "accepted");
        return DoorAnswer.of(response.status(), response.contentType(), body);
    }

    private static List<BusinessKey> keys(SourceSettings source, JsonNode body) {
        List<BusinessKey> keys = new ArrayList<>();
        source.keys().forEach((kind, field) -> {
            String value = Fields.text(body, field);
            if (value != null) {
                keys.add(new BusinessKey(kind, value));
            }
        });
        return keys;
    }

    /** The headers as JSON; a masked one keeps its name, so that one sees that it was sent. */
    private String headers(SourceSettings source, RawRequest request) {
        Set<String> masked = settings.maskedHeaders();
        String signature = source.verification().header().toLowerCase(Locale.ROOT);
        Map<String, List<String>> kept = new LinkedHashMap<>();
        request.headers().forEach((name, values) ->
                kept.put(name, masked.contains(name) || name.equals(signature) ? List.of("***") : values));
        try {
            return json.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can always be written", e);
        }
    }
}
