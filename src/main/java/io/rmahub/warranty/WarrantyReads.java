package io.rmahub.warranty;

import io.rmahub.engine.web.Page;
import io.rmahub.engine.web.RefusedException;
import io.rmahub.warranty.WarrantyService.ChangeContext;
import io.rmahub.warranty.api.CoverageAnswer;
import io.rmahub.warranty.api.DecisionView;
import io.rmahub.warranty.api.PolicyList;
import io.rmahub.warranty.api.WarrantyDetail;
import io.rmahub.warranty.api.WarrantyQuery;
import io.rmahub.warranty.model.Part;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What the warranty API answers without changing anything. */
@Component
public final class WarrantyReads {

    private static final UUID NOBODY = new UUID(0, 0);

    private final WarrantyReadModel model;
    private final ClaimStore claims;
    private final Decisions decisions;
    private final WarrantyService warranties;
    private final RuleSets ruleSets;
    private final Clock clock;

    WarrantyReads(WarrantyReadModel model, ClaimStore claims, Decisions decisions, WarrantyService warranties,
                  RuleSets ruleSets, Clock clock) {
        this.model = model;
        this.claims = claims;
        this.decisions = decisions;
        this.warranties = warranties;
        this.ruleSets = ruleSets;
        this.clock = clock;
    }

    /** A page, newest first. */
    public Page<WarrantyRecord> list(String orgId, WarrantyQuery query) {
        return Page.of(model.list(orgId, query), query.limit(), WarrantyRecord::id);
    }

    /**
     * The record with its claims and its history.
     *
     * @throws RefusedException 404 if it is not registered
     */
    public WarrantyDetail get(String orgId, String serial) {
        WarrantyRecord found = required(orgId, serial);
        return new WarrantyDetail(found, claims.of(found.id()), model.events(found.id()));
    }

    /**
     * Whether a part is covered on a day; with the whole explanation.
     *
     * @param on null: today, at the site
     * @throws RefusedException 404 if it is not registered
     */
    public CoverageAnswer coverage(String orgId, String serial, LocalDate on, Part part) {
        WarrantyRecord found = required(orgId, serial);
        LockedWarranty warranty = warranties.withFacts(List.of(found),
                new ChangeContext("", NOBODY, clock.instant())).get(0);
        LocalDate day = on != null ? on : ruleSets.dayAtSite(warranty.state().unit(), clock.instant());
        return CoverageAnswer.of(found.serialNumber(), ruleSets.inForce().coverage(warranty.state(), day, part));
    }

    /**
     * A decision, explained, with what today's rules would say.
     *
     * @throws RefusedException 404 if there is none of this id
     */
    public DecisionView decision(String orgId, UUID id) {
        return decisions.get(orgId, id)
                .orElseThrow(() -> RefusedException.notFound("There is no warranty decision " + id));
    }

    /**
     * The policies in force, or the text of an earlier version.
     *
     * @param version null: the one in force
     * @throws RefusedException 404 if it never decided here
     */
    public PolicyList policies(String version) {
        String inForce = ruleSets.inForce().version();
        if (version == null || version.equals(inForce)) {
            return PolicyList.inForce(inForce, ruleSets.policies().policies());
        }
        return PolicyList.earlier(version, ruleSets.text(version).orElseThrow(() ->
                RefusedException.notFound("No policies of version " + version + " ever decided here")));
    }

    /** Id of the record that is named by id or serial number. */
    UUID id(String orgId, String idOrSerial) {
        try {
            return UUID.fromString(idOrSerial);
        } catch (IllegalArgumentException e) {
            // It is a serial number then.
            return required(orgId, idOrSerial).id();
        }
    }

    private WarrantyRecord required(String orgId, String serial) {
        return model.bySerial(orgId, serial.strip()).orElseThrow(() -> {
            List<String> similar = model.similar(orgId, serial.strip());
            return RefusedException.notFound("There is no warranty for " + serial + (similar.isEmpty()
                    ? ": it was not registered. POST /api/warranty/register registers it"
                    : "; similar are " + String.join(", ", similar)), Map.of("similar", similar));
        });
    }
}
