package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.warranty.WarrantyReadModel.Wanted;
import io.rmahub.warranty.WarrantyService.ChangeContext;
import io.rmahub.warranty.model.CoverageDecision;
import io.rmahub.warranty.model.Part;
import io.rmahub.warranty.model.WarrantyPolicy;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the warranty API answers without changing anything. */
@Component
public final class WarrantyReads {

    private static final Set<String> STATUSES = Set.of("standing", "voided", "at-risk", "unknown");
    private static final UUID NOBODY = new UUID(0, 0);

    private final WarrantyReadModel model;
    private final ClaimStore claims;
    private final Decisions decisions;
    private final WarrantyService desk;
    private final RuleSets ruleSets;
    private final Clock clock;

    WarrantyReads(WarrantyReadModel model, ClaimStore claims, Decisions decisions, WarrantyService desk, RuleSets ruleSets,
                  Clock clock) {
        this.model = model;
        this.claims = claims;
        this.decisions = decisions;
        this.desk = desk;
        this.ruleSets = ruleSets;
        this.clock = clock;
    }

    /** A page, newest first. Parameters are those of the API by name. */
    public Answer list(String orgId, Map<String, String> parameters, UUID before, int limit) {
        String status = parameters.get("status");
        if (status != null && !STATUSES.contains(status)) {
            throw WarrantyRefusedException.malformed("status is one of " + STATUSES.stream().sorted().toList());
        }
        String by = parameters.get("expiresBy");
        List<WarrantyRecord> found = model.list(orgId, new Wanted(parameters.get("serialNumber"),
                parameters.get("customerId"), parameters.get("productFamily"), parameters.get("region"),
                parameters.get("tier"), by == null ? null : UnitEntry.date("expiresBy", by), status, before, limit));
        ObjectNode page = DeskJson.object();
        page.set("items", DeskJson.MAPPER.valueToTree(found));
        if (found.size() == limit) {
            page.put("next", found.get(limit - 1).id().toString());
        }
        return Answers.of(200, page);
    }

    /** The record with its claims and its history. */
    public Answer get(String orgId, String serial) {
        WarrantyRecord found = required(orgId, serial);
        ObjectNode more = DeskJson.object();
        more.set("claims", DeskJson.MAPPER.valueToTree(claims.of(found.id())));
        more.set("events", DeskJson.tree(DeskJson.text(model.events(found.id()))));
        return Answers.of(200, found, more);
    }

    /**
     * Whether a part is covered on a day; with the whole explanation.
     *
     * @param on   null: today, at the site
     * @param part null: parts
     */
    public Answer coverage(String orgId, String serial, String on, String part) {
        WarrantyRecord found = required(orgId, serial);
        Part asked = part == null ? Part.PARTS : Arrays.stream(Part.values())
                .filter(value -> value.name().equals(part.toUpperCase(Locale.ROOT))).findFirst()
                .orElseThrow(() -> WarrantyRefusedException.impossible("part", "is one of parts, labour, cells"));
        LockedWarranty worked = desk.worked(List.of(found), new ChangeContext("", NOBODY, clock.instant())).get(0);
        LocalDate day = on != null ? UnitEntry.date("on", on) : LocalDate.ofInstant(clock.instant(),
                ruleSets.policies().zone(worked.state().unit()).orElse(ZoneOffset.UTC));
        CoverageDecision decision = ruleSets.inForce().coverage(worked.state(), day, asked);
        ObjectNode body = DeskJson.object(decision).put("serialNumber", found.serialNumber());
        body.set("explanation", body.remove("why"));
        return Answers.of(200, body);
    }

    /** A decision, explained, with what today's rules would say. */
    public Answer decision(String orgId, UUID id) {
        return Answers.of(200, decisions.get(orgId, id)
                .orElseThrow(() -> WarrantyRefusedException.notFound("There is no warranty decision " + id, Map.of())));
    }

    /** The policies in force, or the text of an earlier version. */
    public Answer policies(String version) {
        ObjectNode body = DeskJson.object();
        if (version != null && !version.equals(ruleSets.inForce().version())) {
            return Answers.of(200, body.put("version", version).put("text", ruleSets.text(version)
                    .orElseThrow(() -> WarrantyRefusedException.notFound("No policies of version " + version + " ever decided here", Map.of()))));
        }
        body.put("version", ruleSets.inForce().version());
        ArrayNode items = body.putArray("items");
        ruleSets.policies().policies().forEach(policy -> items.add(policy(policy)));
        return Answers.of(200, body);
    }

    /** A row with the seed's names beside the whole of it. */
    private static ObjectNode policy(WarrantyPolicy policy) {
        ObjectNode row = DeskJson.object(policy).put("productFamily", policy.family());
        policy.term().ends().stream().findFirst().ifPresent(end -> row.put("termYears", end.months() / 12.0));
        if (policy.cells() != null) {
            row.put("sohGuarantee", policy.cells().sohGuarantee());
            row.put("throughputCap", policy.cells().throughputKwhPerKwh());
        }
        if (policy.extension() != null) {
            row.set("extensionWindow", DeskJson.object(policy.extension()));
        }
        return row;
    }

    /** Id of the record that is named by id or serial number. */
    UUID id(String orgId, String idOrSerial) {
        try {
            return UUID.fromString(idOrSerial);
        } catch (IllegalArgumentException e) {
            return required(orgId, idOrSerial).id();
        }
    }

    private WarrantyRecord required(String orgId, String serial) {
        return model.bySerial(orgId, serial.strip()).orElseThrow(() -> {
            List<String> similar = model.similar(orgId, serial.strip());
            return WarrantyRefusedException.notFound("There is no warranty for " + serial + (similar.isEmpty()
                    ? ": it was not registered. POST /api/warranty/register registers it"
                    : "; similar are " + String.join(", ", similar)), Map.of("similar", similar));
        });
    }
}
