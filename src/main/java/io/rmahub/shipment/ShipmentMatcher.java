package io.rmahub.shipment;

import io.rmahub.shipment.ShipmentStore.Match;
import io.rmahub.shipment.ShipmentStore.Wanted;
import io.rmahub.shipment.model.Carriers;
import io.rmahub.shipment.model.TrackingUpdate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which shipments a message speaks of. Its numbers are tried in turn: tracking number, the carrier's own id, other
 * numbers. A parcel that has a tracking number is recognised by that, or because it names ours, and by nothing else:
 * the other numbers may be shared by all parcels of a consignment.
 *
 * <p>Carriers have different names with different senders, so the carrier counts only where shipments of several
 * carriers have the number: then those of its own family are meant. If there is none, nobody knows.
 */
final class ShipmentMatcher {

    private final ShipmentStore store;

    ShipmentMatcher(ShipmentStore store) {
        this.store = store;
    }

    /** Ids of the shipments meant by each of the told, in the same order; empty where none is known. */
    List<List<UUID>> of(List<TrackingReport> told) {
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            int rank = 0;
            for (String number : told.get(i).sighting().numbers()) {
                wanted.add(new Wanted(i, rank++, told.get(i).orgId(), number));
            }
        }
        Map<Integer, List<Match>> matches = new HashMap<>();
        for (Match match : store.match(wanted)) {
            matches.computeIfAbsent(match.asked(), asked -> new ArrayList<>()).add(match);
        }
        List<List<UUID>> meant = new ArrayList<>();
        for (int i = 0; i < told.size(); i++) {
            meant.add(meant(told.get(i).sighting(), matches.getOrDefault(i, List.of())));
        }
        return meant;
    }

    private static List<UUID> meant(TrackingUpdate sighting, List<Match> matches) {
        List<Match> allowed = matches.stream()
                .filter(match -> match.own() || match.rank() == 0 || !sighting.numbered()).toList();
        if (allowed.isEmpty()) {
            return List.of();
        }
        int best = allowed.get(0).rank();
        List<Match> found = allowed.stream().filter(match -> match.rank() == best).toList();
        if (found.stream().map(match -> Carriers.family(match.carrier())).distinct().count() > 1) {
            String family = Carriers.family(sighting.carrier());
            found = found.stream().filter(match -> Carriers.family(match.carrier()).equals(family)).toList();
        }
        return found.stream().map(Match::shipmentId).toList();
    }
}
