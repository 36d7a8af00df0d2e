package io.rmahub.stock;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.engine.processing.FactDecision;
import io.rmahub.engine.processing.FactHandler;
import io.rmahub.stock.StockReport.Place;
import io.rmahub.stock.StockStore.Written;
import io.rmahub.stock.model.RecordedMovement;
import io.rmahub.stock.model.StockComparison;
import io.rmahub.stock.model.StockComparison.Window;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Compares what the stock system says with what the hub has recorded. A difference is published once, when it is found;
 * it closes when an answer that reaches back as far no longer shows it. Only the newest answer counts.
 */
@Component
final class StockReportHandler implements FactHandler {

    private final StockStore store;
    private final StockEvents events;
    private final StockSettings settings;

    StockReportHandler(StockStore store, StockEvents events, StockSettings settings) {
        this.store = store;
        this.events = events;
        this.settings = settings;
    }

    @Override
    public String type() {
        return "stock.reported.v1";
    }

    @Override
    public List<FactDecision> decide(List<CanonicalMessage> facts, Instant now) {
        List<StockReport> reports = facts.stream().map(fact -> StockReport.of(fact, now)).toList();
        Map<Place, StockPlace> places = store.lock(reports.stream().map(StockReport::place).distinct().toList());
        Map<Place, StockReport> newest = newest(reports, places);
        Map<Place, Found> found = compare(places, List.copyOf(newest.values()), now);
        return reports.stream().map(report -> decision(report, places.get(report.place()), newest.get(report.place()),
                found.get(report.place()), now)).toList();
    }

    private static Map<Place, StockReport> newest(List<StockReport> reports, Map<Place, StockPlace> places) {
        Map<Place, StockReport> newest = new HashMap<>();
        for (StockReport report : reports) {
            StockPlace place = places.get(report.place());
            if (place != null && (place.asOf() == null || report.asOf().isAfter(place.asOf()))) {
                newest.merge(report.place(), report, (one, other) -> other.asOf().isAfter(one.asOf()) ? other : one);
            }
        }
        return newest;
    }

    /** What an answer changes. */
    private record Found(List<FoundDifference> opened, List<FoundDifference> closed) {
    }

    private Map<Place, Found> compare(Map<Place, StockPlace> places, List<StockReport> reports, Instant now) {
        Map<Place, List<RecordedMovement>> recorded = store.recorded(reports);
        Map<String, String> owners = store.owners(reports);
        Map<UUID, List<FoundDifference>> open = store.differences(
                reports.stream().map(report -> places.get(report.place()).id()).toList());
        Map<Place, Found> found = new HashMap<>();
        List<UUID> matching = new ArrayList<>();
        List<Written> written = new ArrayList<>();
        for (StockReport report : reports) {
            StockPlace place = places.get(report.place());
            StockComparison comparison = StockComparison.of(
                    new Window(report.since(), report.asOf(), settings.knownAfter()),
                    recorded.getOrDefault(report.place(), List.of()), report.bookedFor(owners));
            comparison.matching().forEach(id -> matching.add(UUID.fromString(id)));
            Found each = found(report, place, open.getOrDefault(place.id(), List.of()), comparison);
            found.put(report.place(), each);
            each.opened().forEach(difference -> written.add(new Written(place, difference, report.messageId(), false)));
            each.closed().forEach(difference -> written.add(new Written(place, difference, report.messageId(), true)));
        }
        store.report(reports, places, now);
        store.confirm(matching, now);
        store.close(written.stream().filter(Written::gone).toList(), now);
        store.open(written.stream().filter(each -> !each.gone()).toList(), now);
        return found;
    }

    private static Found found(StockReport report, StockPlace place, List<FoundDifference> open,
                               StockComparison comparison) {
        List<FoundDifference> opened = comparison.differences().stream()
                .filter(difference -> open.stream().noneMatch(before -> before.isSameAs(difference)))
                .map(difference -> new FoundDifference(UuidCreator.getTimeOrderedEpochPlus1(), place.id(), difference,
                        report.since())).toList();
        List<FoundDifference> closed = open.stream()
                .filter(before -> !report.since().isAfter(before.since()))
                .filter(before -> comparison.differences().stream().noneMatch(before::isSameAs))
                .filter(before -> !comparison.undecided().contains(before.difference().movementId()))
                .toList();
        return new Found(opened, closed);
    }

    private FactDecision decision(StockReport report, StockPlace place, StockReport newest, Found found, Instant now) {
        if (place == null) {
            return FactDecision.ignored(
                    "nobody asked about " + report.place().sku() + " in " + report.place().warehouse(), null);
        } else if (report != newest) {
            return FactDecision.ignored(
                    "the stock of " + (newest == null ? place.asOf() : newest.asOf()) + " is known", null);
        }
        List<DomainEvent> published = found.opened().isEmpty() ? List.of()
                : List.of(events.differences(place, report.asOf(), found.opened(), report.messageId(), now));
        List<BusinessKey> cases = found.opened().stream().map(each -> each.difference().caseNumber())
                .distinct().map(number -> new BusinessKey("rma", number)).toList();
        return FactDecision.processed("differences: " + found.opened().size() + " found, " + found.closed().size()
                + " gone", null, published).with(cases);
    }
}
