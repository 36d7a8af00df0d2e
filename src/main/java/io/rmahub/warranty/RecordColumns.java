package io.rmahub.warranty;

import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.warranty.model.CoverageSummary;
import io.rmahub.warranty.model.WarrantyRules;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Derives the columns of a record from its facts, and writes them. */
@Component
final class RecordColumns {

    private static final String NEW = """
            insert into warranty_record (id, org_id, serial, product_id, site_address, customer_id, customer_email,
                                         installer_email, language, purchase_proof, registered_at, registered_by,
                                         replaces, tier, rule_set_version, version, updated_at)
            select id, org_id, serial, product_id, site_address, customer_id, customer_email, installer_email, language,
                   purchase_proof, registered_at, registered_by, replaces, 'STANDARD', '', 0, registered_at
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                 as t(id, org_id, serial, product_id, site_address, customer_id, customer_email, installer_email, language,
                      purchase_proof, registered_at, registered_by, replaces)
            on conflict (org_id, serial) do nothing""";

    private static final String CONTACT = """
            update warranty_record r
            set product_id = t.product_id, site_address = t.site_address, customer_id = t.customer_id,
                customer_email = t.customer_email, installer_email = t.installer_email, language = t.language,
                purchase_proof = t.purchase_proof
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as t(id, product_id, site_address, customer_id, customer_email, installer_email, language, purchase_proof)
            where r.id = t.id""";

    private static final String UNIT = """
            update warranty_record r
            set product_family = t.product_family, rated_kw = t.rated_kw, nominal_kwh = t.nominal_kwh,
                site_country = t.site_country, site_zone = t.site_zone, produced_on = t.produced_on,
                purchased_on = t.purchased_on, purchase_proven = t.purchase_proven, installed_on = t.installed_on
            from unnest(?::uuid[], ?::text[], ?::numeric[], ?::numeric[], ?::text[], ?::text[], ?::date[], ?::date[],
                        ?::boolean[], ?::date[])
                 as t(id, product_family, rated_kw, nominal_kwh, site_country, site_zone, produced_on, purchased_on,
                      purchase_proven, installed_on)
            where r.id = t.id""";

    private static final String STANDING = """
            update warranty_record r
            set tier = t.tier, starts_on = t.starts_on, expires_on = t.expires_on, labour_until = t.labour_until,
                cells_until = t.cells_until, legal_guarantee_until = t.legal_until, voided_at = t.voided_at,
                void_reason = t.void_reason, at_risk_until = t.at_risk_until, policy_id = t.policy_id, region = t.region,
                rule_set_version = t.rule_set_version, cover_unknown = t.cover_unknown, version = r.version + 1,
                updated_at = t.updated_at
            from unnest(?::uuid[], ?::text[], ?::date[], ?::date[], ?::date[], ?::date[], ?::date[], ?::timestamptz[],
                        ?::text[], ?::date[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                 as t(id, tier, starts_on, expires_on, labour_until, cells_until, legal_until, voided_at, void_reason,
                      at_risk_until, policy_id, region, rule_set_version, cover_unknown, updated_at)
            where r.id = t.id""";

    private record Stood(LockedWarranty worked, CoverageSummary standing, String region) {
    }

    private final JdbcTemplate jdbc;
    private final RuleSets ruleSets;

    RecordColumns(JdbcTemplate jdbc, RuleSets ruleSets) {
        this.jdbc = jdbc;
        this.ruleSets = ruleSets;
    }

    /** Rows for new records, as far as they can be written before anything is decided; returns how many were new. */
    int insert(List<WarrantyRecord> records) {
        return UnnestBatch.of(records).add("uuid", WarrantyRecord::id).add("text", WarrantyRecord::orgId)
                .add("text", WarrantyRecord::serialNumber).add("text", WarrantyRecord::productId)
                .add("text", WarrantyRecord::siteAddress).add("text", WarrantyRecord::customerId)
                .add("text", WarrantyRecord::customerEmail).add("text", WarrantyRecord::installerEmail)
                .add("text", WarrantyRecord::language).add("text", WarrantyRecord::purchaseProof)
                .add("timestamptz", WarrantyRecord::registeredAt).add("text", WarrantyRecord::registeredBy)
                .add("text", WarrantyRecord::replaces).update(jdbc, NEW);
    }

    /** What is no fact for the rules: whose it is and where it stands. */
    void contact(WarrantyRecord to) {
        UnnestBatch.of(List.of(to)).add("uuid", WarrantyRecord::id).add("text", WarrantyRecord::productId)
                .add("text", WarrantyRecord::siteAddress).add("text", WarrantyRecord::customerId)
                .add("text", WarrantyRecord::customerEmail).add("text", WarrantyRecord::installerEmail)
                .add("text", WarrantyRecord::language).add("text", WarrantyRecord::purchaseProof)
                .update(jdbc, CONTACT);
    }

    /** The columns that say what the unit is. */
    void unit(List<LockedWarranty> all) {
        UnnestBatch.of(all).add("uuid", LockedWarranty::id)
                .add("text", w -> ruleSets.policies().family(w.state().unit().family()))
                .add("numeric", w -> w.state().unit().ratedKw()).add("numeric", w -> w.state().unit().nominalKwh())
                .add("text", w -> w.state().unit().country())
                .add("text", w -> w.state().unit().zone() == null ? null : w.state().unit().zone().getId())
                .add("date", w -> w.state().unit().producedOn()).add("date", w -> w.state().unit().purchasedOn())
                .add("boolean", w -> w.state().unit().purchaseProven()).add("date", w -> w.state().unit().installedOn())
                .update(jdbc, UNIT);
    }

    /** The columns that say how the warranty stands now; the version rises. Returns the standings in the same order. */
    List<CoverageSummary> standing(List<LockedWarranty> all) {
        WarrantyRules rules = ruleSets.inForce();
        List<Stood> stood = new ArrayList<>();
        for (LockedWarranty worked : all) {
            CoverageSummary standing = rules.standing(worked.state());
            stood.add(new Stood(worked, standing, standing.policyId() == null ? null
                    : ruleSets.policy(standing.policyId()).map(policy -> policy.region()).orElse(null)));
        }
        UnnestBatch.of(stood).add("uuid", s -> s.worked().id()).add("text", s -> s.standing().tier().name())
                .add("date", s -> s.standing().startsOn()).add("date", s -> s.standing().expiresOn())
                .add("date", s -> s.standing().labourUntil()).add("date", s -> s.standing().cellsUntil())
                .add("date", s -> s.standing().legalGuaranteeUntil())
                .add("timestamptz", s -> s.standing().voidedAt()).add("text", s -> s.standing().voidReason())
                .add("date", s -> s.standing().atRiskUntil()).add("text", s -> s.standing().policyId())
                .add("text", Stood::region).add("text", s -> s.standing().ruleSetVersion())
                .add("text", s -> s.standing().unknown()).add("timestamptz", s -> s.worked().now)
                .update(jdbc, STANDING);
        return stood.stream().map(Stood::standing).toList();
    }
}
