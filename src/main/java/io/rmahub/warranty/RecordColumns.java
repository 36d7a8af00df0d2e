package io.rmahub.warranty;

import io.rmahub.engine.jdbc.UnnestBatch;
import io.rmahub.warranty.model.CoverageSummary;
import io.rmahub.warranty.model.WarrantyPolicy;
import io.rmahub.warranty.model.WarrantyRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                 as t(id, org_id, serial, product_id, site_address, customer_id, customer_email, installer_email,
                      language, purchase_proof, registered_at, registered_by, replaces)
            on conflict (org_id, serial) do nothing""";

    private static final String CONTACT = """
            update warranty_record r
            set product_id = t.product_id, site_address = t.site_address, customer_id = t.customer_id,
                customer_email = t.customer_email, installer_email = t.installer_email, language = t.language,
                purchase_proof = t.purchase_proof
            from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                 as t(id, product_id, site_address, customer_id, customer_email, installer_email, language,
                      purchase_proof)
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

    private static final String COVERAGE = """
            update warranty_record r
            set tier = t.tier, starts_on = t.starts_on, expires_on = t.expires_on, labour_until = t.labour_until,
                cells_until = t.cells_until, legal_guarantee_until = t.legal_until, voided_at = t.voided_at,
                void_reason = t.void_reason, at_risk_until = t.at_risk_until, policy_id = t.policy_id,
                region = t.region,
                rule_set_version = t.rule_set_version, cover_unknown = t.cover_unknown, version = r.version + 1,
                updated_at = t.updated_at
            from unnest(?::uuid[], ?::text[], ?::date[], ?::date[], ?::date[], ?::date[], ?::date[], ?::timestamptz[],
                        ?::text[], ?::date[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[])
                 as t(id, tier, starts_on, expires_on, labour_until, cells_until, legal_until, voided_at, void_reason,
                      at_risk_until, policy_id, region, rule_set_version, cover_unknown, updated_at)
            where r.id = t.id""";

    /**
     * A row that is registered before anything is decided about it.
     *
     * @param replaces serial number of the unit that it replaces, or null
     */
    record NewRecord(UUID id, String orgId, String serialNumber, Contact contact, Instant registeredAt,
                     String registeredBy, String replaces) {
    }

    private record ContactRow(UUID id, Contact contact) {
    }

    private record CoverageRow(LockedWarranty warranty, CoverageSummary summary, String region) {
    }

    private final JdbcTemplate jdbc;
    private final RuleSets ruleSets;

    RecordColumns(JdbcTemplate jdbc, RuleSets ruleSets) {
        this.jdbc = jdbc;
        this.ruleSets = ruleSets;
    }

    /** Writes a new record; returns 0 if the serial number is registered. */
    int insert(NewRecord added) {
        return UnnestBatch.of(List.of(added)).add("uuid", NewRecord::id).add("text", NewRecord::orgId)
                .add("text", NewRecord::serialNumber).add("text", row -> row.contact().productId())
                .add("text", row -> row.contact().siteAddress()).add("text", row -> row.contact().customerId())
                .add("text", row -> row.contact().customerEmail()).add("text", row -> row.contact().installerEmail())
                .add("text", row -> row.contact().language()).add("text", row -> row.contact().purchaseProof())
                .add("timestamptz", NewRecord::registeredAt).add("text", NewRecord::registeredBy)
                .add("text", NewRecord::replaces).update(jdbc, NEW);
    }

    /** What is no fact for the rules: whose it is and where it stands. */
    void contact(UUID id, Contact contact) {
        UnnestBatch.of(List.of(new ContactRow(id, contact))).add("uuid", ContactRow::id)
                .add("text", row -> row.contact().productId()).add("text", row -> row.contact().siteAddress())
                .add("text", row -> row.contact().customerId()).add("text", row -> row.contact().customerEmail())
                .add("text", row -> row.contact().installerEmail()).add("text", row -> row.contact().language())
                .add("text", row -> row.contact().purchaseProof()).update(jdbc, CONTACT);
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

    /** The columns that say how far the cover reaches now; the version rises. */
    void coverage(List<LockedWarranty> all) {
        WarrantyRules rules = ruleSets.inForce();
        List<CoverageRow> rows = new ArrayList<>();
        for (LockedWarranty warranty : all) {
            CoverageSummary summary = rules.summary(warranty.state());
            rows.add(new CoverageRow(warranty, summary, region(summary.policyId())));
        }
        UnnestBatch.of(rows).add("uuid", row -> row.warranty().id()).add("text", row -> row.summary().tier().name())
                .add("date", row -> row.summary().startsOn()).add("date", row -> row.summary().expiresOn())
                .add("date", row -> row.summary().labourUntil()).add("date", row -> row.summary().cellsUntil())
                .add("date", row -> row.summary().legalGuaranteeUntil())
                .add("timestamptz", row -> row.summary().voidedAt()).add("text", row -> row.summary().voidReason())
                .add("date", row -> row.summary().atRiskUntil()).add("text", row -> row.summary().policyId())
                .add("text", CoverageRow::region).add("text", row -> row.summary().ruleSetVersion())
                .add("text", row -> row.summary().unknown()).add("timestamptz", row -> row.warranty().now())
                .update(jdbc, COVERAGE);
    }

    private String region(String policyId) {
        return policyId == null ? null : ruleSets.policy(policyId).map(WarrantyPolicy::region).orElse(null);
    }
}
