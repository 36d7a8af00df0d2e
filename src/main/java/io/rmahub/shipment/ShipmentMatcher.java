package io.rmahub.shipment;

import io.rmahub.shipment.ShipmentStore.Match;
import io.rmahub.shipment.ShipmentStore.NumberQuery;
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
 * carriers have the number: then those of its own family are meant. If there is none, the update matches nothing.
 */
final class ShipmentMatcher {

    private final ShipmentStore store;

    ShipmentMatcher(ShipmentStore store) {
        this.store = store;
    }

    /** For each report, in the same order, the ids of the shipments that it is about; empty where there is none. */
    List<List<UUID>> match(List<TrackingReport> reports) {
        List<NumberQuery> queries = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            int rank = 0;
            for (String number : reports.get(i).update().numbers()) {
                queries.add(new NumberQuery(i, rank++, reports.get(i).orgId(), number));
            }
        }
        Map<Integer, List<Match>> matches = new HashMap<>();
        for (Match match : store.match(queries)) {
            matches.computeIfAbsent(match.report(), report -> new ArrayList<>()).add(match);
        }
        List<List<UUID>> shipmentIds = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            shipmentIds.add(choose(reports.get(i).update(), matches.getOrDefault(i, List.of())));
        }
        return shipmentIds;
    }

    private static List<UUID> choose(TrackingUpdate update, List<Match> matches) {
        List<Match> allowed = matches.stream()
                .filter(match -> match.own() || match.rank() == 0 || !update.numbered()).toList();
        if (allowed.isEmpty()) {
            return List.of();
        }
        int best = allowed.get(0).rank();
        List<Match> found = allowed.stream().filter(match -> match.rank() == best).toList();
        if (found.stream().map(match -> Carriers.family(match.carrier())).distinct().count() > 1) {
            String family = Carriers.family(update.carrier());
            found = found.stream().filter(match -> Carriers.family(match.carrier()).equals(family)).toList();
        }
        return found.stream().map(Match::shipmentId).toList();
    }
}
