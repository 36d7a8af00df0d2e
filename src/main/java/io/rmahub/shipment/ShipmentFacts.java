package io.rmahub.shipment;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.rmahub.casefact.CaseFact;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.MessageState;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.engine.processing.FactDecision;
import io.rmahub.engine.processing.FactHandler;
import io.rmahub.engine.processing.Interpretation;
import io.rmahub.shipment.Tracking.Outcome;
import io.rmahub.shipment.model.ShipmentStatus;
import io.rmahub.shipment.model.TrackingUpdate;
import io.rmahub.shipment.polling.PollMarker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Takes in what carriers report about parcels. A message is processed when it brings anything new, were it only that
 * an unknown parcel moves; one whose events were all known is ignored, and says so.
 */
@Component
final class ShipmentFacts implements FactHandler {

    private final Tracking tracking;
    private final CaseFactRecorder cases;
    private final MeterRegistry meters;

    ShipmentFacts(Tracking tracking, CaseFactRecorder cases, MeterRegistry meters) {
        this.tracking = tracking;
        this.cases = cases;
        this.meters = meters;
    }

    @Override
    public String type() {
        return "shipment.status-changed.v1";
    }

    @Override
    public Interpretation read(String source, JsonNode canonical) {
        List<TrackingUpdate> updates = TrackingEventJson.updates(canonical);
        long unknown = updates.stream().flatMap(update -> update.events().stream())
                .filter(event -> event.status() == ShipmentStatus.UNKNOWN).count();
        if (unknown > 0) {
            meters.counter("hub.tracking.unknown.codes", "source", source).increment(unknown);
        }
        return new Interpretation.Relevant(updates);
    }

    @Override
    public List<FactDecision> decide(List<CanonicalMessage> facts, Instant now) {
        List<Outcome> outcomes = tracking.take(facts.stream().map(ShipmentFacts::reports).toList(), now);
        List<CaseFact> caseFacts = outcomes.stream().flatMap(outcome -> outcome.facts.stream()).toList();
        // What the cases do about it leaves with the last message: it follows from all of them.
        List<DomainEvent> consequences = caseFacts.isEmpty() ? List.of() : cases.record(caseFacts, now);
        List<FactDecision> decisions = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            List<DomainEvent> events = new ArrayList<>(outcomes.get(i).events);
            if (i == facts.size() - 1) {
                events.addAll(consequences);
            }
            decisions.add(decision(facts.get(i), outcomes.get(i), events));
        }
        return decisions;
    }

    @SuppressWarnings("unchecked")
    private static List<TrackingUpdate> updates(CanonicalMessage fact) {
        return (List<TrackingUpdate>) fact.subject();
    }

    private static List<TrackingReport> reports(CanonicalMessage fact) {
        boolean polled = fact.stages().stream().anyMatch(stage -> stage.name().equals(PollMarker.STAGE));
        return updates(fact).stream()
                .map(update -> new TrackingReport(fact.orgId(), fact.source(), fact.messageId(), polled, update))
                .toList();
    }

    private static FactDecision decision(CanonicalMessage fact, Outcome outcome, List<DomainEvent> events) {
        String caseNumber = outcome.caseNumbers.stream().findFirst().orElse(null);
        boolean isNew = outcome.added > 0 || outcome.unmatched > 0 || !outcome.events.isEmpty();
        String reason = isNew ? counted(outcome) : "tells nothing new, " + outcome.repeated + " known";
        return new FactDecision(isNew ? MessageState.PROCESSED : MessageState.IGNORED, reason, null, caseNumber,
                keys(fact, outcome), events);
    }

    private static String counted(Outcome outcome) {
        List<String> parts = new ArrayList<>();
        count(parts, outcome.added, "new");
        count(parts, outcome.repeated, "known");
        count(parts, outcome.unmatched, "parked until the parcel is known");
        return parts.isEmpty() ? "joins what was parked" : "tracking events: " + String.join(", ", parts);
    }

    private static void count(List<String> parts, int number, String word) {
        if (number > 0) {
            parts.add(number + " " + word);
        }
    }

    /** Each number as it was sent and as it is compared; the first case is added by whoever settles the message. */
    private static List<BusinessKey> keys(CanonicalMessage fact, Outcome outcome) {
        Set<BusinessKey> keys = new LinkedHashSet<>();
        for (TrackingUpdate update : updates(fact)) {
            Stream.of(Stream.of(update.trackingNumber(), update.shipmentRef()), update.aliases().stream(),
                            update.numbers().stream()).flatMap(numbers -> numbers).filter(Objects::nonNull)
                    .forEach(number -> keys.add(new BusinessKey("tracking", number)));
        }
        outcome.caseNumbers.stream().skip(1).forEach(number -> keys.add(new BusinessKey("rma", number)));
        return List.copyOf(keys);
    }
}
