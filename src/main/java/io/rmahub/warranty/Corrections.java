package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.engine.web.FieldProblem;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.warranty.api.CorrectionRequest;
import io.rmahub.warranty.model.UnitFacts;
import io.rmahub.warranty.model.WarrantyFact.UnitDescribed;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Takes what becomes known of a unit after its registration, or was wrong in it: as a new statement, never erasing one.
 */
@Component
final class Corrections {

    private final RecordColumns columns;

    Corrections(RecordColumns columns) {
        this.columns = columns;
    }

    /**
     * Changes the fields that have a value.
     *
     * @throws RefusedException 422 if a day cannot be beside those that are known
     */
    Function<WarrantyRecord, Answer> correct(WarrantyCommand command, LockedWarranty warranty,
                                             CorrectionRequest request) {
        UnitFacts registered = warranty.state().unit();
        List<FieldProblem> problems = request.daysOutOfOrder(registered);
        if (!problems.isEmpty()) {
            throw RefusedException.invalid(problems);
        }
        if (request.describesUnit()) {
            warranty.addFact(new UnitDescribed(command.now(), "correction by " + command.actor(),
                    provenLater(request.facts(null, null, null), registered)));
        }
        columns.contact(warranty.id(), request.contact().or(Contact.of(warranty.before)));
        noteFields(warranty, WarrantyJson.object(request));
        return now -> Answers.of(200, now, now);
    }

    /** A proof that is handed in later is one of the purchase that is known. */
    private static UnitFacts provenLater(UnitFacts unit, UnitFacts registered) {
        boolean provenLater = unit.purchaseProven() != null && unit.purchasedOn() == null;
        return !provenLater ? unit : new UnitFacts(null, unit.family(), unit.ratedKw(), unit.nominalKwh(),
                unit.country(), unit.zone(), unit.producedOn(), registered.purchasedOn(), unit.purchaseProven(),
                unit.installedOn(), null);
    }

    private static void noteFields(LockedWarranty warranty, ObjectNode entered) {
        ObjectNode before = WarrantyJson.object(warranty.before);
        List<String> fields = new ArrayList<>();
        entered.fieldNames().forEachRemaining(fields::add);
        fields.sort(null);
        fields.forEach(field -> warranty.addHistory("corrected", text(before, field), text(entered, field),
                WarrantyJson.object().put("field", field)));
        warranty.addEvent("warranty.corrected.v1", WarrantyJson.object().set("correction",
                WarrantyJson.object().set("fields", WarrantyJson.MAPPER.valueToTree(fields))));
    }

    private static String text(ObjectNode record, String field) {
        return record.hasNonNull(field) ? record.path(field).asText() : null;
    }
}
