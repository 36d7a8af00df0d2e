package io.rmahub.unit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.casefact.CaseFact;
import io.rmahub.casefact.CaseFactRecorder;
import io.rmahub.engine.delivery.DomainEvent;
import io.rmahub.engine.processing.CanonicalMessage;
import io.rmahub.engine.processing.FactDecision;
import io.rmahub.engine.processing.FactHandler;
import io.rmahub.unit.AssetStore.AssetCase;
import io.rmahub.unit.AssetStore.News;
import io.rmahub.unit.model.AssetReport;
import io.rmahub.unit.model.AssetReport.Kept;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Puts what a system knows of a unit with the case that asked. Only the newest report on the case's present unit
 * counts, and what a case has of its own stays as it is.
 */
@Component
final class AssetReports implements FactHandler {

    /** What the case itself says, or what is there to make the other fields. */
    private static final List<String> NOT_SHOWN = List.of("caseId", "caseNumber", "rawTime", "mainFirmware");

    private final AssetStore store;
    private final CaseFactRecorder cases;

    AssetReports(AssetStore store, CaseFactRecorder cases) {
        this.store = store;
        this.cases = cases;
    }

    @Override
    public String type() {
        return "asset.reported.v1";
    }

    @Override
    public List<FactDecision> decide(List<CanonicalMessage> facts, Instant now) {
        List<AssetFact> reports = facts.stream().map(fact -> read(fact, now)).toList();
        Map<UUID, AssetCase> known = store.lock(reports.stream().map(AssetFact::caseId).distinct().toList());
        Map<UUID, News> newest = new LinkedHashMap<>();
        List<CaseFact> told = new ArrayList<>();
        List<FactDecision> rulings = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            AssetFact report = reports.get(i);
            AssetCase owner = known.get(report.caseId());
            FactDecision refused = refused(facts.get(i).orgId(), owner, report.report());
            rulings.add(refused != null ? refused : FactDecision.processed(
                    report.report().known() ? "the unit's history is known" : "the unit is not known there",
                    owner.number(), List.of()));
            if (refused == null) {
                News news = news(owner, report);
                newest.put(report.caseId(), news);
                told.add(line(news, now));
                known.put(report.caseId(), owner.knowing(new Kept(report.report().known(), report.report().observedAt())));
            }
        }
        store.keep(List.copyOf(newest.values()), now);
        return withEvents(rulings, cases.record(told, now));
    }

    private static AssetFact read(CanonicalMessage fact, Instant now) {
        JsonNode data = fact.canonical().path("data");
        List<String> codes = new ArrayList<>();
        data.path("faultCodes").forEach(code -> codes.add(code.asText()));
        AssetReport report = new AssetReport(data.required("serialNumber").asText(), data.required("known").asBoolean(),
                OffsetDateTime.parse(data.required("observedAt").asText()).toInstant(),
                data.path("mainFirmware").asText(null), List.copyOf(codes));
        ObjectNode told = data.deepCopy();
        return new AssetFact(fact.messageId(), fact.source(), UUID.fromString(data.required("caseId").asText()),
                report.notAfter(now), told.without(NOT_SHOWN));
    }

    private static FactDecision refused(String orgId, AssetCase owner, AssetReport report) {
        if (owner == null || !owner.orgId().equals(orgId)) {
            return FactDecision.ignored("there is no such case", null);
        }
        return report.objection(owner.serialNumber(), owner.kept())
                .map(objection -> FactDecision.ignored(objection, owner.number())).orElse(null);
    }

    private static News news(AssetCase owner, AssetFact fact) {
        AssetReport report = fact.report();
        return new News(owner, fact, owner.takesFirmware() ? report.firmware() : null,
                owner.takesFaultCodes() ? report.faultCodes() : List.of());
    }

    /** The line on the timeline, and what of the report the case takes over. */
    private static CaseFact line(News news, Instant now) {
        AssetReport report = news.fact().report();
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("source", news.fact().source())
                .put("observedAt", report.observedAt().toString());
        if (report.known()) {
            detail.put("visits", news.fact().told().path("history").size());
            for (String field : List.of("firmware", "faultCodes")) {
                if (news.fact().told().has(field)) {
                    detail.set(field, news.fact().told().get(field));
                }
            }
        }
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        if (news.filledFirmware() != null) {
            filled.put("firmware", news.filledFirmware());
        }
        news.filledFaultCodes().forEach(code -> filled.withArray("faultCodes").add(code));
        if (!filled.isEmpty()) {
            detail.set("filled", filled);
        }
        return new CaseFact(news.owner().orgId(), news.owner().id(), report.known() ? "asset.reported" : "asset.unknown",
                report.serialNumber(), detail, "asset:" + news.fact().source(), news.fact().messageId(), now);
    }

    /** Clocks that ran out meanwhile: each event names its own cause, so that any ruling may carry them. */
    private static List<FactDecision> withEvents(List<FactDecision> rulings, List<DomainEvent> events) {
        if (!events.isEmpty()) {
            FactDecision first = rulings.get(0);
            rulings.set(0, new FactDecision(first.state(), first.reason(), first.path(), first.caseNumber(), first.keys(), events));
        }
        return rulings;
    }
}
