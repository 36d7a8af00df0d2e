package io.rmahub.warranty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.engine.processing.DecisionService;
import io.rmahub.warranty.WarrantyService.ChangeContext;
import io.rmahub.warranty.model.ExtensionDecision;
import io.rmahub.warranty.model.Tier;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Tells owners some months ahead that their standard warranty ends, with what can still be bought. Each notice is sent
 * once for each end; one that is overdue by more than the next is left out.
 */
@Component
final class ExpiryNotices {

    private static final String ACTOR = "expiry notices";
    private static final List<Tier> FOR_SALE = List.of(Tier.EXTENDED_5Y, Tier.EXTENDED_10Y);

    private static final String DUE = """
            select r.id from warranty_record r
            where r.voided_at is null and r.tier = 'STANDARD'
              and r.expires_on > (?::date + make_interval(months => ?))::date
              and r.expires_on <= (?::date + make_interval(months => ?))::date
              and not exists (select 1 from warranty_notice n
                              where n.record_id = r.id and n.kind = ? and n.expires_on = r.expires_on)
            order by r.id limit ?""";

    private static final String SAVE = """
            insert into warranty_notice (record_id, kind, expires_on, org_id, at)
            select * from unnest(?::uuid[], ?::text[], ?::date[], ?::text[], ?::timestamptz[])
            on conflict do nothing""";

    private final JdbcTemplate jdbc;
    private final DecisionService decisions;
    private final WarrantyService warranties;
    private final RuleSets ruleSets;
    private final WarrantySettings settings;
    private final Clock clock;

    ExpiryNotices(JdbcTemplate jdbc, DecisionService decisions, WarrantyService warranties, RuleSets ruleSets,
                  WarrantySettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.decisions = decisions;
        this.warranties = warranties;
        this.ruleSets = ruleSets;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sends what is due; returns how many. */
    int run() {
        List<Integer> months = settings.expiryMonths().stream().sorted(Comparator.reverseOrder()).toList();
        int sent = 0;
        for (int i = 0; i < months.size(); i++) {
            int until = i + 1 < months.size() ? months.get(i + 1) : months.get(i) - 1;
            int chunk;
            do {
                chunk = chunk(months.get(i), until);
                sent += chunk;
            } while (chunk == settings.chunk());
        }
        return sent;
    }

    private int chunk(int months, int until) {
        ChangeContext context = new ChangeContext(ACTOR, UuidCreator.getTimeOrderedEpochPlus1(), clock.instant());
        LocalDate today = LocalDate.ofInstant(context.now(), ZoneOffset.UTC);
        return decisions.transact(effects -> {
            List<UUID> ids = jdbc.queryForList(DUE, UUID.class, today, until, today, months, kind(months),
                    settings.chunk());
            List<LockedWarranty> all = warranties.lock(ids, context);
            all.forEach(warranty -> addNotice(warranty, months));
            save(all, months);
            effects.emit(warranties.finish(all));
            return all.size();
        });
    }

    private void save(List<LockedWarranty> all, int months) {
        UnnestBatch.of(all).add("uuid", LockedWarranty::id).add("text", warranty -> kind(months))
                .add("date", warranty -> warranty.before.expiresAt()).add("text", warranty -> warranty.orgId())
                .add("timestamptz", warranty -> warranty.now()).update(jdbc, SAVE);
    }

    private void addNotice(LockedWarranty warranty, int months) {
        LocalDate on = ruleSets.dayAtSite(warranty.state().unit(), warranty.now());
        ObjectNode about = WarrantyJson.object().put("months", months)
                .put("expiresOn", warranty.before.expiresAt().toString());
        ArrayNode offers = about.putArray("offers");
        for (Tier tier : FOR_SALE) {
            ExtensionDecision decision = ruleSets.inForce().extension(warranty.state(), tier, on);
            if (decision.outcome() == ExtensionDecision.Outcome.ALLOWED) {
                ObjectNode offer = offers.addObject().put("tier", tier.name())
                        .put("until", decision.expiresOn().toString())
                        .put("buyBy", decision.windowEndsOn().toString());
                if (decision.priceRef() != null) {
                    offer.put("priceRef", decision.priceRef());
                }
            }
        }
        warranty.addHistory("expiry-told", null, String.valueOf(months), about);
        warranty.addEvent("warranty.expiring.v1", WarrantyJson.object().set("expiry", about));
    }

    private static String kind(int months) {
        return "expiring-" + months;
    }
}
