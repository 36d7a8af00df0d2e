package io.rmahub.shipment;

import io.rmahub.casefact.CaseFact;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.shipment.UnmatchedTrackingStore.Found;
import io.rmahub.shipment.UnmatchedTrackingStore.Stray;
import io.rmahub.shipment.UnmatchedTrackingStore.Wanted;
import io.rmahub.shipment.model.ShipmentStatus;
import io.rmahub.shipment.model.TrackingEvent;
import io.rmahub.shipment.model.TrackingUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings what carriers tell together with the shipments that are known, and parks the rest. */
@Component
final class Tracking {

    private final ShipmentStore store;
    private final UnmatchedTrackingStore parked;
    private final ShipmentMatcher recognition;

    Tracking(ShipmentStore store, UnmatchedTrackingStore parked) {
        this.store = store;
        this.parked = parked;
        this.recognition = new ShipmentMatcher(store);
    }

    /** What follows from one message, or from a new shipment. */
    static final class Outcome {
        int news;
        int repeated;
        int parked;
        final Set<String> caseNumbers = new LinkedHashSet<>();
        final List<CaseFact> facts = new ArrayList<>();
        final List<DomainEvent> events = new ArrayList<>();
    }

    /**
     * Takes in what messages tell, in their order.
     *
     * @param messages what each message says; a message may speak of many parcels
     * @return one outcome for each message
     */
    List<Outcome> take(List<List<TrackingReport>> messages, Instant now) {
        List<TrackingReport> all = messages.stream().flatMap(List::stream).toList();
        store.shareLock(all.stream().map(TrackingReport::orgId).collect(LinkedHashSet::new, Set::add, Set::addAll));
        List<List<UUID>> meant = recognition.of(all);
        Map<UUID, LockedShipment> known = store.lock(meant.stream().flatMap(List::stream).distinct().sorted().toList());
        remind(known, all, meant);
        List<Stray> strays = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        int next = 0;
        for (List<TrackingReport> message : messages) {
            Outcome outcome = new Outcome();
            for (TrackingReport told : message) {
                List<LockedShipment> shipments = meant.get(next++).stream().map(known::get).toList();
                shipments.forEach(shipment -> learn(shipment, told, outcome));
                shipments.forEach(shipment -> announce(shipment, "carrier:" + told.sighting().carrier(),
                        told.messageId(), now, outcome));
                if (shipments.isEmpty()) {
                    strays.addAll(strays(told));
                }
            }
            outcomes.add(outcome);
        }
        store.write(known.values(), now);
        count(parked.park(strays, now), strays, messages, outcomes);
        return outcomes;
    }

    /** Gives a new shipment what was known of its number before. */
    Outcome begin(LockedShipment shipment, UUID causeId, Instant now) {
        remind(Map.of(shipment.id, shipment), shipment.newNumbers());
        Outcome outcome = new Outcome();
        outcome.news = shipment.learnt().size();
        announce(shipment, "carrier:" + shipment.carrier, causeId, now, outcome);
        store.write(List.of(shipment), now);
        return outcome;
    }

    private static void learn(LockedShipment shipment, TrackingReport told, Outcome outcome) {
        for (TrackingEvent event : told.sighting().events()) {
            if (shipment.learn(event, told.source(), told.messageId())) {
                outcome.news++;
            } else {
                outcome.repeated++;
            }
        }
        outcome.caseNumbers.add(shipment.caseNumber);
        if (!told.asked()) {
            shipment.hear();
        }
    }

    private static void announce(LockedShipment shipment, String actor, UUID causeId, Instant now, Outcome outcome) {
        ShipmentStatus before = shipment.tell();
        if (before != shipment.state().status()) {
            outcome.facts.add(ShipmentEvents.caseFact(shipment, actor, causeId, now));
            outcome.events.add(ShipmentEvents.event(shipment, before, causeId, now));
        }
    }

    private static List<Stray> strays(TrackingReport told) {
        TrackingUpdate sighting = told.sighting();
        List<String> numbers = List.copyOf(sighting.numbers());
        return numbers.isEmpty() ? List.of() : sighting.events().stream().map(event -> new Stray(told.orgId(),
                sighting.carrier(), numbers, sighting.numbered(), event, told.source(), told.messageId())).toList();
    }

    /** What was parked under other numbers belongs to a shipment as soon as a message names them together. */
    private void remind(Map<UUID, LockedShipment> known, List<TrackingReport> told, List<List<UUID>> meant) {
        Set<Wanted> wanted = new LinkedHashSet<>();
        for (int i = 0; i < told.size(); i++) {
            for (UUID id : meant.get(i)) {
                LockedShipment shipment = known.get(id);
                Set<String> numbers = told.get(i).sighting().numbers();
                shipment.answersTo(numbers);
                numbers.forEach(number -> wanted.add(wanted(shipment, number)));
            }
        }
        remind(known, wanted);
    }

    private void remind(Map<UUID, LockedShipment> known, Collection<String> numbers) {
        Set<Wanted> wanted = new LinkedHashSet<>();
        known.values().forEach(shipment -> numbers.forEach(number -> wanted.add(wanted(shipment, number))));
        remind(known, wanted);
    }

    private void remind(Map<UUID, LockedShipment> known, Set<Wanted> first) {
        Set<Wanted> asked = new LinkedHashSet<>(first);
        Set<Wanted> wanted = first;
        while (!wanted.isEmpty()) {
            Set<Wanted> more = new LinkedHashSet<>();
            for (Found found : parked.claim(wanted)) {
                LockedShipment shipment = known.get(found.shipmentId());
                shipment.learn(found.event(), found.source(), found.messageId());
                shipment.answersTo(found.numbers());
                found.numbers().stream().map(number -> wanted(shipment, number)).filter(asked::add).forEach(more::add);
            }
            wanted = more;
        }
    }

    private static Wanted wanted(LockedShipment shipment, String number) {
        return new Wanted(shipment.orgId, number, shipment.id, shipment.isNumbered(number));
    }

    private static void count(List<UUID> parked, List<Stray> strays, List<List<TrackingReport>> messages, List<Outcome> outcomes) {
        for (int i = 0; i < outcomes.size(); i++) {
            if (!messages.get(i).isEmpty()) {
                UUID message = messages.get(i).get(0).messageId();
                int all = (int) strays.stream().filter(stray -> stray.messageId().equals(message)).count();
                outcomes.get(i).parked = (int) parked.stream().filter(message::equals).count();
                outcomes.get(i).repeated += all - outcomes.get(i).parked;
            }
        }
    }
}
