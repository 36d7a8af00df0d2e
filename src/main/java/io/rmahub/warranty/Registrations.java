package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.warranty.model.CoverageDecision;
import io.rmahub.warranty.model.Part;
import io.rmahub.warranty.model.ReplacementDecision;
import io.rmahub.warranty.model.UnitFacts;
import io.rmahub.warranty.model.WarrantyFact.Replacing;
import io.rmahub.warranty.model.WarrantyFact.UnitDescribed;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Registers units. A serial number is registered once in an organisation. */
@Component
final class Registrations {

    private final WarrantyStore store;
    private final RecordColumns columns;
    private final WarrantyService desk;
    private final RuleSets ruleSets;

    Registrations(WarrantyStore store, RecordColumns columns, WarrantyService desk, RuleSets ruleSets) {
        this.store = store;
        this.columns = columns;
        this.desk = desk;
        this.ruleSets = ruleSets;
    }

    /**
     * Registers the unit in the command's body.
     *
     * @param familyOf what the catalogue says of a SKU, or null
     * @throws WarrantyRefusedException if it is registered, or a field has a value that cannot be
     */
    Answer register(Command command, UnaryOperator<String> familyOf) {
        UnitEntry entry = command.entry();
        String serial = entry.serialNumber();
        LocalDate registeredOn = command.today();
        UnitFacts unit = withFamily(entry.facts(serial, null, registeredOn), entry.text("productId"), familyOf);
        store.bySerial(command.orgId(), serial).ifPresent(Registrations::registeredBefore);
        WarrantyRecord fresh = fresh(command, entry, serial);
        if (columns.insert(List.of(fresh)) == 0) {
            store.bySerial(command.orgId(), serial).ifPresent(Registrations::registeredBefore);
        }
        LockedWarranty worked = desk.lock(command.orgId(), fresh.id(), command.by());
        worked.add(new UnitDescribed(command.now(), "registration by " + command.actor(), unit));
        inherit(command, worked, fresh.replaces(), registeredOn);
        return finish(command, worked, registeredOn);
    }

    private static void registeredBefore(WarrantyRecord first) {
        throw WarrantyRefusedException.conflict("The serial number " + first.serialNumber() + " is registered since "
                + first.registeredAt(), Map.of("warranty", first));
    }

    private static UnitFacts withFamily(UnitFacts unit, String productId, UnaryOperator<String> familyOf) {
        String family = unit.family() != null || productId == null ? unit.family() : familyOf.apply(productId);
        return new UnitFacts(unit.serialNumber(), family, unit.ratedKw(), unit.nominalKwh(), unit.country(), unit.zone(),
                unit.producedOn(), unit.purchasedOn(), unit.purchaseProven(), unit.installedOn(), unit.registeredOn());
    }

    private static WarrantyRecord fresh(Command command, UnitEntry entry, String serial) {
        String language = entry.language();
        return new WarrantyRecord(UuidCreator.getTimeOrderedEpochPlus1(), command.orgId(), serial,
                entry.text("productId"), null, null, null, null, null, entry.text("siteAddress"), null,
                entry.text("customerId"), entry.email("customerEmail"), entry.email("installerEmail"),
                language == null ? "en" : language, null, null, null, entry.text("purchaseProof"), null, command.now(),
                command.actor(), entry.text("replaces"), "STANDARD", null, null, null, null, null, null, null, null, null,
                "", null, null, 0, command.now());
    }

    /** A unit given in place of another takes over what is left of the other's cover. */
    private void inherit(Command command, LockedWarranty worked, String replaces, LocalDate on) {
        if (replaces == null) {
            return;
        }
        WarrantyRecord replaced = store.bySerial(command.orgId(), replaces)
                .orElseThrow(() -> WarrantyRefusedException.impossible("replaces", "no unit " + replaces + " is registered"));
        LockedWarranty other = desk.lock(command.orgId(), replaced.id(), command.by());
        LocalDate day = worked.state().unit().installedOn() == null ? on : worked.state().unit().installedOn();
        ReplacementDecision decision = ruleSets.inForce().replacement(other.state(), day);
        other.decided(decision, DeskJson.object().put("on", day.toString()));
        other.note("replaced", null, worked.before.serialNumber(), DeskJson.object().put("on", day.toString()));
        command.effects().emit(desk.finish(List.of(other)));
        if (decision.inheritance() != null) {
            worked.add(new Replacing(command.now(), "registration by " + command.actor(), decision.inheritance()));
        }
    }

    private Answer finish(Command command, LockedWarranty worked, LocalDate on) {
        CoverageDecision cover = ruleSets.inForce().coverage(worked.state(), on, Part.PARTS);
        UUID decisionId = worked.decided(cover,
                DeskJson.object().put("on", on.toString()).put("part", Part.PARTS.name()));
        ObjectNode about = DeskJson.object().put("decisionId", decisionId.toString())
                .put("outcome", cover.outcome().name()).put("reason", cover.reason());
        worked.note("registered", null, worked.before.serialNumber(), about);
        worked.tell("warranty.registered.v1", DeskJson.object().set("registration", about));
        command.effects().emit(desk.finish(List.of(worked)));
        WarrantyRecord now = store.lock(command.orgId(), worked.id()).orElseThrow();
        Answer answer = Answers.of(201, now, DeskJson.object().set("coverage", about));
        return new Answer(201, answer.body(), Map.of("ETag", answer.headers().get("ETag"),
                "Location", "/api/warranty/" + now.serialNumber()));
    }
}
