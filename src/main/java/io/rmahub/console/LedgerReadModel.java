package io.rmahub.console;

import io.rmahub.engine.delivery.DeliverySearch;
import io.rmahub.engine.delivery.DeliverySearch.OpenCount;
import io.rmahub.engine.ledger.BusinessKey;
import io.rmahub.engine.ledger.LedgerFigures;
import io.rmahub.engine.ledger.MessageSearch;
import io.rmahub.engine.ledger.MessageView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The console's look at ledger and deliveries. */
@Component
final class LedgerReadModel implements OpsReadModel {

    private static final List<String> SHOWN_STATES = List.of("PROCESSED", "DUPLICATE", "IGNORED", "QUARANTINED");

    private final LedgerFigures figures;
    private final MessageSearch messages;
    private final DeliverySearch deliveries;

    LedgerReadModel(LedgerFigures figures, MessageSearch messages, DeliverySearch deliveries) {
        this.figures = figures;
        this.messages = messages;
        this.deliveries = deliveries;
    }

    @Override
    public Overview overview(String orgId) {
        LedgerFigures.Figures now = figures.now(orgId);
        List<Overview.StateCount> states = SHOWN_STATES.stream()
                .map(state -> new Overview.StateCount(state, now.byState().getOrDefault(state, 0L))).toList();
        List<Overview.MessageLine> newest =
                messages.find(orgId, null, null, null, NEWEST).stream().map(LedgerReadModel::line).toList();
        return new Overview(now.at(), now.accepted(), states, now.waiting(), now.unaccounted(), newest,
                targets(deliveries.counts(orgId)));
    }

    private static Overview.MessageLine line(MessageView message) {
        String subject = message.keys().stream()
                .filter(key -> key.kind().equals("ticket") || key.kind().equals("serial"))
                .sorted(Comparator.comparing(BusinessKey::kind).reversed())
                .map(key -> key.kind() + " " + key.value()).collect(Collectors.joining(", "));
        String note = message.duplicateOf() == null ? message.reason() : "of " + message.duplicateOf();
        return new Overview.MessageLine(message.id(), message.receivedAt(), message.source(), message.state(),
                subject.isEmpty() ? null : subject, message.caseNumber(), note);
    }

    private static List<Overview.TargetLine> targets(List<OpenCount> counts) {
        Map<String, List<OpenCount>> byTarget =
                counts.stream().collect(Collectors.groupingBy(OpenCount::target, TreeMap::new, Collectors.toList()));
        return byTarget.entrySet().stream().map(entry -> target(entry.getKey(), entry.getValue())).toList();
    }

    private static Overview.TargetLine target(String name, List<OpenCount> counts) {
        long dead = counts.stream().filter(c -> c.status().equals("DEAD")).mapToLong(OpenCount::count).sum();
        long all = counts.stream().mapToLong(OpenCount::count).sum();
        return new Overview.TargetLine(name, all - dead, dead,
                earliest(counts.stream().filter(c -> !c.status().equals("DEAD")).map(OpenCount::oldest).toList()),
                earliest(counts.stream().map(OpenCount::nextAttemptAt).toList()));
    }

    private static Instant earliest(List<Instant> instants) {
        return instants.stream().filter(Objects::nonNull).min(Comparator.naturalOrder()).orElse(null);
    }
}
