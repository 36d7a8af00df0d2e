package io.rmahub.shipment;

import io.rmahub.casefact.CaseFact;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.shipment.UnmatchedTrackingStore.MatchedEvent;
import io.rmahub.shipment.UnmatchedTrackingStore.NumberOfShipment;
import io.rmahub.shipment.UnmatchedTrackingStore.UnmatchedEvent;
import io.rmahub.shipment.model.ShipmentStatus;
import io.rmahub.shipment.model.TrackingEvent;
import io.rmahub.shipment.model.TrackingUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings what carriers report together with the shipments that are known, and keeps the rest as unmatched. */
@Component
final class Tracking {

    private final ShipmentStore store;
    private final UnmatchedTrackingStore unmatchedEvents;
    private final ShipmentMatcher matcher;

    Tracking(ShipmentStore store, UnmatchedTrackingStore unmatchedEvents) {
        this.store = store;
        this.unmatchedEvents = unmatchedEvents;
        this.matcher = new ShipmentMatcher(store);
    }

    /** What follows from one message, or from a new shipment. */
    static final class Outcome {
        int added;
        int repeated;
        int unmatched;
        final Set<String> caseNumbers = new LinkedHashSet<>();
        final List<CaseFact> facts = new ArrayList<>();
        final List<DomainEvent> events = new ArrayList<>();
    }

    /**
     * Takes in what messages report, in their order.
     *
     * @param messages what each message says; a message may speak of many parcels
     * @return one outcome for each message
     */
    List<Outcome> take(List<List<TrackingReport>> messages, Instant now) {
        List<TrackingReport> all = messages.stream().flatMap(List::stream).toList();
        store.shareLock(all.stream().map(TrackingReport::orgId).collect(LinkedHashSet::new, Set::add, Set::addAll));
        List<List<UUID>> matches = matcher.match(all);
        Map<UUID, LockedShipment> shipments =
                store.lock(matches.stream().flatMap(List::stream).distinct().sorted().toList());
        addUnmatchedOf(shipments, newNumbers(shipments, all, matches));
        List<UnmatchedEvent> unmatched = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        int next = 0;
        for (List<TrackingReport> message : messages) {
            Outcome outcome = new Outcome();
            for (TrackingReport report : message) {
                List<LockedShipment> matched = matches.get(next++).stream().map(shipments::get).toList();
                matched.forEach(shipment -> add(shipment, report, outcome));
                matched.forEach(shipment -> publish(shipment, "carrier:" + report.update().carrier(),
                        report.messageId(), now, outcome));
                if (matched.isEmpty()) {
                    unmatched.addAll(unmatched(report));
                }
            }
            outcomes.add(outcome);
        }
        store.write(shipments.values(), now);
        count(unmatchedEvents.save(unmatched, now), unmatched, messages, outcomes);
        return outcomes;
    }

    /** Gives a new shipment what was reported about its numbers before. */
    Outcome begin(LockedShipment shipment, UUID causeId, Instant now) {
        Set<NumberOfShipment> numbers = new LinkedHashSet<>();
        shipment.newNumbers().forEach(number -> numbers.add(numberOf(shipment, number)));
        addUnmatchedOf(Map.of(shipment.id, shipment), numbers);
        Outcome outcome = new Outcome();
        outcome.added = shipment.newEvents().size();
        publish(shipment, "carrier:" + shipment.carrier, causeId, now, outcome);
        store.write(List.of(shipment), now);
        return outcome;
    }

    private static void add(LockedShipment shipment, TrackingReport report, Outcome outcome) {
        for (TrackingEvent event : report.update().events()) {
            if (shipment.add(event, report.source(), report.messageId())) {
                outcome.added++;
            } else {
                outcome.repeated++;
            }
        }
        outcome.caseNumbers.add(shipment.caseNumber);
        if (!report.polled()) {
            shipment.markPushed();
        }
    }

    private static void publish(LockedShipment shipment, String actor, UUID causeId, Instant now, Outcome outcome) {
        ShipmentStatus before = shipment.publishStatus();
        if (before != shipment.state().status()) {
            outcome.facts.add(ShipmentEvents.caseFact(shipment, actor, causeId, now));
            outcome.events.add(ShipmentEvents.event(shipment, before, causeId, now));
        }
    }

    private static List<UnmatchedEvent> unmatched(TrackingReport report) {
        TrackingUpdate update = report.update();
        List<String> numbers = List.copyOf(update.numbers());
        return numbers.isEmpty() ? List.of() : update.events().stream().map(event -> new UnmatchedEvent(report.orgId(),
                update.carrier(), numbers, update.numbered(), event, report.source(), report.messageId())).toList();
    }

    /** Events that came under other numbers belong to a shipment as soon as a message names the numbers together. */
    private static Set<NumberOfShipment> newNumbers(Map<UUID, LockedShipment> shipments, List<TrackingReport> reports,
                                                    List<List<UUID>> matches) {
        Set<NumberOfShipment> found = new LinkedHashSet<>();
        for (int i = 0; i < reports.size(); i++) {
            for (UUID id : matches.get(i)) {
                LockedShipment shipment = shipments.get(id);
                Set<String> numbers = reports.get(i).update().numbers();
                shipment.addNumbers(numbers);
                numbers.forEach(number -> found.add(numberOf(shipment, number)));
            }
        }
        return found;
    }

    /** An event that is found may bring a further number, under which there may be further events. */
    private void addUnmatchedOf(Map<UUID, LockedShipment> shipments, Set<NumberOfShipment> numbers) {
        Set<NumberOfShipment> looked = new LinkedHashSet<>(numbers);
        Set<NumberOfShipment> next = numbers;
        while (!next.isEmpty()) {
            Set<NumberOfShipment> further = new LinkedHashSet<>();
            for (MatchedEvent found : unmatchedEvents.takeOut(next)) {
                LockedShipment shipment = shipments.get(found.shipmentId());
                shipment.add(found.event(), found.source(), found.messageId());
                shipment.addNumbers(found.numbers());
                found.numbers().stream().map(number -> numberOf(shipment, number)).filter(looked::add)
                        .forEach(further::add);
            }
            next = further;
        }
    }

    private static NumberOfShipment numberOf(LockedShipment shipment, String number) {
        return new NumberOfShipment(shipment.orgId, number, shipment.id, shipment.hasTrackingNumber(number));
    }

    private static void count(List<UUID> kept, List<UnmatchedEvent> unmatched, List<List<TrackingReport>> messages,
                              List<Outcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            if (!messages.get(i).isEmpty()) {
                UUID message = messages.get(i).get(0).messageId();
                int all = (int) unmatched.stream().filter(event -> event.messageId().equals(message)).count();
                outcomes.get(i).unmatched = (int) kept.stream().filter(message::equals).count();
                outcomes.get(i).repeated += all - outcomes.get(i).unmatched;
            }
        }
    }
}
