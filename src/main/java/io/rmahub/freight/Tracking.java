package io.rmahub.freight;

import io.rmahub.casework.CaseFact;
import io.rmahub.delivery.DomainEvent;
import io.rmahub.freight.ParkedStore.Found;
import io.rmahub.freight.ParkedStore.Stray;
import io.rmahub.freight.ParkedStore.Wanted;
import io.rmahub.shipment.ShipmentStatus;
import io.rmahub.shipment.Sighting;
import io.rmahub.shipment.TrackingEvent;
import java.sql.Connection;
import java.sql.SQLException;
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
    private final ParkedStore parked;
    private final Recognition recognition;

    Tracking(ShipmentStore store, ParkedStore parked) {
        this.store = store;
        this.parked = parked;
        this.recognition = new Recognition(store);
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
    List<Outcome> take(Connection connection, List<List<Told>> messages, Instant now) throws SQLException {
        List<Told> all = messages.stream().flatMap(List::stream).toList();
        store.shareLock(connection, all.stream().map(Told::orgId).collect(LinkedHashSet::new, Set::add, Set::addAll));
        List<List<UUID>> meant = recognition.of(connection, all);
        Map<UUID, Known> known = store.lock(connection, meant.stream().flatMap(List::stream).distinct().sorted().toList());
        remind(connection, known, all, meant);
        List<Stray> strays = new ArrayList<>();
        List<Outcome> outcomes = new ArrayList<>();
        int next = 0;
        for (List<Told> message : messages) {
            Outcome outcome = new Outcome();
            for (Told told : message) {
                List<Known> shipments = meant.get(next++).stream().map(known::get).toList();
                shipments.forEach(shipment -> learn(shipment, told, outcome));
                shipments.forEach(shipment -> announce(shipment, "carrier:" + told.sighting().carrier(),
                        told.messageId(), now, outcome));
                if (shipments.isEmpty()) {
                    strays.addAll(strays(told));
                }
            }
            outcomes.add(outcome);
        }
        store.write(connection, known.values(), now);
        count(parked.park(connection, strays, now), strays, messages, outcomes);
        return outcomes;
    }

    /** Gives a new shipment what was known of its number before. */
    Outcome begin(Connection connection, Known shipment, UUID causeId, Instant now) throws SQLException {
        remind(connection, Map.of(shipment.id, shipment), shipment.newNumbers());
        Outcome outcome = new Outcome();
        outcome.news = shipment.learnt().size();
        announce(shipment, "carrier:" + shipment.carrier, causeId, now, outcome);
        store.write(connection, List.of(shipment), now);
        return outcome;
    }

    private static void learn(Known shipment, Told told, Outcome outcome) {
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

    private static void announce(Known shipment, String actor, UUID causeId, Instant now, Outcome outcome) {
        ShipmentStatus before = shipment.tell();
        if (before != shipment.state().status()) {
            outcome.facts.add(ShipmentNews.caseFact(shipment, actor, causeId, now));
            outcome.events.add(ShipmentNews.event(shipment, before, causeId, now));
        }
    }

    private static List<Stray> strays(Told told) {
        Sighting sighting = told.sighting();
        List<String> numbers = List.copyOf(sighting.numbers());
        return numbers.isEmpty() ? List.of() : sighting.events().stream().map(event -> new Stray(told.orgId(),
                sighting.carrier(), numbers, sighting.numbered(), event, told.source(), told.messageId())).toList();
    }

    /** What was parked under other numbers belongs to a shipment as soon as a message names them together. */
    private void remind(Connection connection, Map<UUID, Known> known, List<Told> told, List<List<UUID>> meant)
            throws SQLException {
        Set<Wanted> wanted = new LinkedHashSet<>();
        for (int i = 0; i < told.size(); i++) {
            for (UUID id : meant.get(i)) {
                Known shipment = known.get(id);
                Set<String> numbers = told.get(i).sighting().numbers();
                shipment.answersTo(numbers);
                numbers.forEach(number -> wanted.add(wanted(shipment, number)));
            }
        }
        remind(connection, known, wanted);
    }

    private void remind(Connection connection, Map<UUID, Known> known, Collection<String> numbers)
            throws SQLException {
        Set<Wanted> wanted = new LinkedHashSet<>();
        known.values().forEach(shipment -> numbers.forEach(number -> wanted.add(wanted(shipment, number))));
        remind(connection, known, wanted);
    }

    private void remind(Connection connection, Map<UUID, Known> known, Set<Wanted> first) throws SQLException {
        Set<Wanted> asked = new LinkedHashSet<>(first);
        Set<Wanted> wanted = first;
        while (!wanted.isEmpty()) {
            Set<Wanted> more = new LinkedHashSet<>();
            for (Found found : parked.claim(connection, wanted)) {
                Known shipment = known.get(found.shipmentId());
                shipment.learn(found.event(), found.source(), found.messageId());
                shipment.answersTo(found.numbers());
                found.numbers().stream().map(number -> wanted(shipment, number)).filter(asked::add).forEach(more::add);
            }
            wanted = more;
        }
    }

    private static Wanted wanted(Known shipment, String number) {
        return new Wanted(shipment.orgId, number, shipment.id, shipment.isNumbered(number));
    }

    private static void count(List<UUID> parked, List<Stray> strays, List<List<Told>> messages, List<Outcome> outcomes) {
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
