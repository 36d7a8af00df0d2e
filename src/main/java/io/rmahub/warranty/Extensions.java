package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rmahub.approval.Approval;
import io.rmahub.engine.web.IdempotentRequests.Answer;
import io.rmahub.warranty.model.ExtensionDecision;
import io.rmahub.warranty.model.Tier;
import io.rmahub.warranty.model.WarrantyFact.Extended;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Extended warranties: bought while their window is open, afterwards only as an approved exception. */
@Component
final class Extensions {

    private static final String LATE = "late-extension";
    private static final int MONTHS_OF_5_YEARS = 60;
    private static final int MONTHS_OF_10_YEARS = 120;

    private final WarrantyStore store;
    private final WarrantyService desk;
    private final RuleSets ruleSets;
    private final Exceptions exceptions;

    Extensions(WarrantyStore store, WarrantyService desk, RuleSets ruleSets, Exceptions exceptions) {
        this.store = store;
        this.desk = desk;
        this.ruleSets = ruleSets;
        this.exceptions = exceptions;
    }

    /**
     * Body: {@code tier}; with {@code exception: true} what the rules refuse is asked for at Landray. The day of the
     * purchase is today at the site.
     */
    Answer purchase(Command command, UUID id) {
        UnitEntry entry = command.entry();
        Tier tier = entry.oneOf("tier", Tier.class);
        if (tier == Tier.STANDARD || tier == Tier.GOODWILL) {
            throw WarrantyRefusedException.impossible("tier", tier + " is not for sale");
        }
        LockedWarranty worked = desk.lock(command.orgId(), id, command.by());
        command.requireVersion(worked.before);
        ZoneId zone = ruleSets.policies().zone(worked.state().unit()).orElse(ZoneOffset.UTC);
        LocalDate on = LocalDate.ofInstant(command.now(), zone);
        ExtensionDecision decision = ruleSets.inForce().extension(worked.state(), tier, on);
        UUID decisionId = worked.decided(decision, DeskJson.object().put("tier", tier.name()).put("on", on.toString()));
        if (decision.outcome() == ExtensionDecision.Outcome.ALLOWED) {
            return extend(command, worked, decision, decisionId);
        }
        worked.note("extension-refused", null, tier.name(), DeskJson.object().put("reason", decision.reason())
                .put("decisionId", decisionId.toString()));
        UUID approvalId = entry.flag("exception") ? ask(command, worked, tier, decision) : null;
        command.effects().emit(desk.finish(List.of(worked)));
        return approvalId == null ? Answers.refused(decision, decisionId)
                : Exceptions.awaited(approvalId, decisionId, decision.reason());
    }

    private UUID ask(Command command, LockedWarranty worked, Tier tier, ExtensionDecision decision) {
        int months = tier == Tier.EXTENDED_5Y ? MONTHS_OF_5_YEARS : MONTHS_OF_10_YEARS;
        UUID approvalId = exceptions.request(command, worked.before, LATE, tier + " although " + decision.reason(), null,
                null, DeskJson.object().put("action", "extend").put("addsMonths", months));
        worked.note("exception-requested", null, LATE, DeskJson.object().put("approvalId", approvalId.toString()));
        return approvalId;
    }

    private Answer extend(Command command, LockedWarranty worked, ExtensionDecision decision, UUID decisionId) {
        worked.add(new Extended(command.now(), "purchase by " + command.actor(), decision.tier(), null, null));
        ObjectNode about = DeskJson.object().put("tier", decision.tier().name()).put("reason", decision.reason())
                .put("decisionId", decisionId.toString());
        if (decision.priceRef() != null) {
            about.put("priceRef", decision.priceRef());
        }
        worked.note("extended", worked.before.tier(), decision.tier().name(), about);
        worked.tell("warranty.extended.v1", DeskJson.object().set("extension", about));
        command.effects().emit(desk.finish(List.of(worked)));
        WarrantyRecord now = store.lock(command.orgId(), worked.id()).orElseThrow();
        return Answers.of(201, now, DeskJson.object().set("extension", about));
    }

    /** The exception was approved: goodwill, for as long as was asked for. */
    void approved(LockedWarranty worked, Approval approval, int addsMonths) {
        worked.add(new Extended(worked.now, approval.system(), Tier.GOODWILL, addsMonths, approval.id().toString()));
        ObjectNode about = DeskJson.object().put("tier", Tier.GOODWILL.name())
                .put("reason", "approved as an exception by " + approval.system())
                .put("approvalId", approval.id().toString());
        worked.note("extended", worked.before.tier(), Tier.GOODWILL.name(), about);
        worked.tell("warranty.extended.v1", DeskJson.object().set("extension", about));
    }
}
