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
import io.rmahub.unit.AssetStore.AcceptedReport;
import io.rmahub.unit.AssetStore.AssetCase;
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
 * Brings what a system knows of a unit to the case that the question was for. Only the newest report on the case's
 * present unit counts, and values that the case has of its own stay as they are.
 */
@Component
final class AssetReportHandler implements FactHandler {

    /** What the case itself says, or what is there to make the other fields. */
    private static final List<String> NOT_SHOWN = List.of("caseId", "caseNumber", "rawTime", "mainFirmware");

    private final AssetStore store;
    private final CaseFactRecorder caseFacts;

    AssetReportHandler(AssetStore store, CaseFactRecorder caseFacts) {
        this.store = store;
        this.caseFacts = caseFacts;
    }

    @Override
    public String type() {
        return "asset.reported.v1";
    }

    @Override
    public List<FactDecision> decide(List<CanonicalMessage> facts, Instant now) {
        List<AssetFact> reports = facts.stream().map(fact -> read(fact, now)).toList();
        Map<UUID, AssetCase> cases = store.lock(reports.stream().map(AssetFact::caseId).distinct().toList());
        Map<UUID, AcceptedReport> newest = new LinkedHashMap<>();
        List<CaseFact> lines = new ArrayList<>();
        List<FactDecision> decisions = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            AssetFact report = reports.get(i);
            AssetCase owner = cases.get(report.caseId());
            FactDecision refused = refused(facts.get(i).orgId(), owner, report.report());
            decisions.add(refused != null ? refused : FactDecision.processed(
                    report.report().known() ? "the unit's history is known" : "the unit is not known there",
                    owner.number(), List.of()));
            if (refused == null) {
                AcceptedReport accepted = accepted(owner, report);
                newest.put(report.caseId(), accepted);
                lines.add(line(accepted, now));
                cases.put(report.caseId(),
                        owner.with(new Kept(report.report().known(), report.report().observedAt())));
            }
        }
        store.save(List.copyOf(newest.values()), now);
        return withEvents(decisions, caseFacts.record(lines, now));
    }

    private static AssetFact read(CanonicalMessage fact, Instant now) {
        JsonNode data = fact.canonical().path("data");
        List<String> codes = new ArrayList<>();
        data.path("faultCodes").forEach(code -> codes.add(code.asText()));
        AssetReport report = new AssetReport(data.required("serialNumber").asText(),
                data.required("known").asBoolean(),
                OffsetDateTime.parse(data.required("observedAt").asText()).toInstant(),
                data.path("mainFirmware").asText(null), List.copyOf(codes));
        ObjectNode shown = data.deepCopy();
        return new AssetFact(fact.messageId(), fact.source(), UUID.fromString(data.required("caseId").asText()),
                report.notAfter(now), shown.without(NOT_SHOWN));
    }

    private static FactDecision refused(String orgId, AssetCase owner, AssetReport report) {
        if (owner == null || !owner.orgId().equals(orgId)) {
            return FactDecision.ignored("there is no such case", null);
        }
        return report.objection(owner.serialNumber(), owner.kept())
                .map(objection -> FactDecision.ignored(objection, owner.number())).orElse(null);
    }

    private static AcceptedReport accepted(AssetCase owner, AssetFact fact) {
        AssetReport report = fact.report();
        return new AcceptedReport(owner, fact, owner.takesFirmware() ? report.firmware() : null,
                owner.takesFaultCodes() ? report.faultCodes() : List.of());
    }

    /** The line on the timeline, and what of the report the case takes over. */
    private static CaseFact line(AcceptedReport accepted, Instant now) {
        AssetReport report = accepted.fact().report();
        ObjectNode detail = JsonNodeFactory.instance.objectNode().put("source", accepted.fact().source())
                .put("observedAt", report.observedAt().toString());
        if (report.known()) {
            detail.put("visits", accepted.fact().shown().path("history").size());
            for (String field : List.of("firmware", "faultCodes")) {
                if (accepted.fact().shown().has(field)) {
                    detail.set(field, accepted.fact().shown().get(field));
                }
            }
        }
        ObjectNode filled = JsonNodeFactory.instance.objectNode();
        if (accepted.filledFirmware() != null) {
            filled.put("firmware", accepted.filledFirmware());
        }
        accepted.filledFaultCodes().forEach(code -> filled.withArray("faultCodes").add(code));
        if (!filled.isEmpty()) {
            detail.set("filled", filled);
        }
        return new CaseFact(accepted.owner().orgId(), accepted.owner().id(),
                report.known() ? "asset.reported" : "asset.unknown", report.serialNumber(), detail,
                "asset:" + accepted.fact().source(), accepted.fact().messageId(), now);
    }

    /**
     * Clocks of the cases that ran out meanwhile: each event names its own cause, so that any decision may carry
     * them.
     */
    private static List<FactDecision> withEvents(List<FactDecision> decisions, List<DomainEvent> events) {
        if (!events.isEmpty()) {
            FactDecision first = decisions.get(0);
            decisions.set(0, new FactDecision(first.state(), first.reason(), first.path(), first.caseNumber(),
                    first.keys(), events));
        }
        return decisions;
    }
}
