package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.warranty.model.UnitFacts;
import io.rmahub.warranty.model.WarrantyFact.UnitDescribed;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Takes what becomes known of a unit after its registration, or was wrong in it: as a new statement, never erasing one. */
@Component
final class Corrections {

    private static final Set<String> UNIT = Set.of("productFamily", "ratedKw", "nominalKwh", "siteCountry", "siteZone",
            "producedOn", "purchasedOn", "purchaseProven", "installedOn");
    private static final Set<String> CONTACT = Set.of("productId", "siteAddress", "customerId", "customerEmail",
            "installerEmail", "language", "purchaseProof");

    private final WarrantyStore store;
    private final RecordColumns columns;
    private final WarrantyService desk;

    Corrections(WarrantyStore store, RecordColumns columns, WarrantyService desk) {
        this.store = store;
        this.columns = columns;
        this.desk = desk;
    }

    /** Changes the fields that are named; a field that cannot be changed this way is refused. */
    Answer correct(Command command, UUID id) {
        LockedWarranty worked = desk.lock(command.orgId(), id, command.by());
        command.requireVersion(worked.before);
        UnitEntry entry = command.entry();
        Set<String> named = new TreeSet<>();
        for (Iterator<String> fields = command.body().fieldNames(); fields.hasNext();) {
            String field = fields.next();
            if (!UNIT.contains(field) && !CONTACT.contains(field)) {
                throw WarrantyRefusedException.impossible(field, "cannot be changed; what can be is "
                        + String.join(", ", new TreeSet<>(UNIT)) + ", " + String.join(", ", new TreeSet<>(CONTACT)));
            }
            named.add(field);
        }
        if (named.stream().anyMatch(UNIT::contains) || named.contains("purchaseProof")) {
            UnitFacts unit = entry.facts(null, worked.state().unit(), null);
            worked.add(new UnitDescribed(command.now(), "correction by " + command.actor(), proof(unit, worked)));
        }
        columns.contact(contact(worked.before, entry));
        return finish(command, worked, named);
    }

    /** A proof that is handed in later is one of the purchase that is known. */
    private static UnitFacts proof(UnitFacts unit, LockedWarranty worked) {
        boolean provenLater = unit.purchaseProven() != null && unit.purchasedOn() == null;
        return !provenLater ? unit : new UnitFacts(null, unit.family(), unit.ratedKw(), unit.nominalKwh(), unit.country(),
                unit.zone(), unit.producedOn(), worked.state().unit().purchasedOn(), unit.purchaseProven(),
                unit.installedOn(), null);
    }

    private static WarrantyRecord contact(WarrantyRecord r, UnitEntry entry) {
        return new WarrantyRecord(r.id(), r.orgId(), r.serialNumber(), or(entry.text("productId"), r.productId()), null,
                null, null, null, null, or(entry.text("siteAddress"), r.siteAddress()), null,
                or(entry.text("customerId"), r.customerId()), or(entry.email("customerEmail"), r.customerEmail()),
                or(entry.email("installerEmail"), r.installerEmail()), or(entry.language(), r.language()), null, null,
                null, or(entry.text("purchaseProof"), r.purchaseProof()), null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, 0, null);
    }

    private static String or(String entered, String before) {
        return entered == null ? before : entered;
    }

    private Answer finish(Command command, LockedWarranty worked, Set<String> named) {
        ObjectNode before = DeskJson.object(worked.before);
        named.forEach(field -> worked.note("corrected", text(before, field), command.entry().text(field),
                DeskJson.object().put("field", field)));
        ObjectNode about = DeskJson.object();
        about.set("correction", DeskJson.object().set("fields", DeskJson.MAPPER.valueToTree(named)));
        worked.tell("warranty.corrected.v1", about);
        command.effects().emit(desk.finish(List.of(worked)));
        return Answers.of(200, store.lock(command.orgId(), worked.id()).orElseThrow(),
                DeskJson.object());
    }

    private static String text(ObjectNode record, String field) {
        return record.hasNonNull(field) ? record.path(field).asText() : null;
    }
}
