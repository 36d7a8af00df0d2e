package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.warranty.api.RegisteredWarranty;
import io.rmahub.warranty.api.RegisteredWarranty.FirstCoverage;
import io.rmahub.warranty.api.RegistrationRequest;
import io.rmahub.warranty.model.CoverageDecision;
import io.rmahub.warranty.model.Part;
import io.rmahub.warranty.model.ReplacementDecision;
import io.rmahub.warranty.model.WarrantyFact.Replacing;
import io.rmahub.warranty.model.WarrantyFact.UnitDescribed;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Registers units. A serial number is registered once in an organisation. */
@Component
final class Registrations {

    private static final String DEFAULT_LANGUAGE = "en";

    private final WarrantyStore store;
    private final RecordColumns columns;
    private final WarrantyService warranties;
    private final RuleSets ruleSets;

    Registrations(WarrantyStore store, RecordColumns columns, WarrantyService warranties, RuleSets ruleSets) {
        this.store = store;
        this.columns = columns;
        this.warranties = warranties;
        this.ruleSets = ruleSets;
    }

    /**
     * Registers the unit.
     *
     * @param catalogueFamily what the catalogue says of its SKU, or null
     * @throws RefusedException 409 if it is registered, 422 if the unit that it replaces is not
     */
    RegisteredWarranty register(WarrantyCommand command, RegistrationRequest request, String catalogueFamily) {
        String serial = request.serialNumber();
        store.bySerial(command.orgId(), serial).ifPresent(Registrations::refuseRegisteredBefore);
        UUID id = UuidCreator.getTimeOrderedEpochPlus1();
        if (columns.insert(newRecord(id, command, request)) == 0) {
            store.bySerial(command.orgId(), serial).ifPresent(Registrations::refuseRegisteredBefore);
        }
        LockedWarranty warranty = warranties.lock(command.orgId(), id, command.context());
        warranty.addFact(new UnitDescribed(command.now(), "registration by " + command.actor(),
                request.facts(serial, catalogueFamily, command.today())));
        inherit(command, warranty, request.replaces());
        return finish(command, warranty);
    }

    private static void refuseRegisteredBefore(WarrantyRecord first) {
        throw RefusedException.conflict("The serial number " + first.serialNumber() + " is registered since "
                + first.registeredAt(), Map.of("warranty", first));
    }

    private static RecordColumns.NewRecord newRecord(UUID id, WarrantyCommand command, RegistrationRequest request) {
        Contact contact = request.contact().or(new Contact(null, null, null, null, null, DEFAULT_LANGUAGE, null));
        return new RecordColumns.NewRecord(id, command.orgId(), request.serialNumber(), contact, command.now(),
                command.actor(), request.replaces());
    }

    /** A unit given in place of another takes over what is left of the other's cover. */
    private void inherit(WarrantyCommand command, LockedWarranty warranty, String replaces) {
        if (replaces == null) {
            return;
        }
        WarrantyRecord replaced = store.bySerial(command.orgId(), replaces).orElseThrow(() ->
                RefusedException.invalid("/replaces", "no unit " + replaces + " is registered"));
        LockedWarranty other = warranties.lock(command.orgId(), replaced.id(), command.context());
        LocalDate installed = warranty.state().unit().installedOn();
        LocalDate day = installed == null ? command.today() : installed;
        ReplacementDecision decision = ruleSets.inForce().replacement(other.state(), day);
        other.addDecision(decision, WarrantyJson.object().put("on", day.toString()));
        other.addHistory("replaced", null, warranty.before.serialNumber(),
                WarrantyJson.object().put("on", day.toString()));
        command.effects().emit(warranties.finish(List.of(other)));
        if (decision.inheritance() != null) {
            warranty.addFact(new Replacing(command.now(), "registration by " + command.actor(),
                    decision.inheritance()));
        }
    }

    private RegisteredWarranty finish(WarrantyCommand command, LockedWarranty warranty) {
        LocalDate on = command.today();
        CoverageDecision cover = ruleSets.inForce().coverage(warranty.state(), on, Part.PARTS);
        UUID decisionId = warranty.addDecision(cover,
                WarrantyJson.object().put("on", on.toString()).put("part", Part.PARTS.name()));
        FirstCoverage coverage = new FirstCoverage(decisionId, cover.outcome(), cover.reason());
        ObjectNode about = WarrantyJson.object(coverage);
        warranty.addHistory("registered", null, warranty.before.serialNumber(), about);
        warranty.addEvent("warranty.registered.v1", WarrantyJson.object().set("registration", about));
        command.effects().emit(warranties.finish(List.of(warranty)));
        return new RegisteredWarranty(warranties.read(warranty.id()), coverage);
    }
}
