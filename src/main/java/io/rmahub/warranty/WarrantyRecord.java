package io.rmahub.warranty;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmahub.engine.jdbc.Sql;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/**
 * A registered warranty, as it is shown and searched: what the rules made of its facts when it last changed. Days are
 * days at the site, and the last one is covered.
 *
 * @param productFamily as the policies name it
 * @param expiresAt     the last covered day of parts; null when it cannot be told ({@code coverUnknown} says why)
 * @param cellsUntil    the last covered day of the cells' performance; null without a cell warranty
 * @param voidedAt      of the oldest void that stands
 * @param atRiskUntil   the last day on which a unit that missed a firmware can still comply
 * @param version       rises with every change; the entity tag
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WarrantyRecord(
        UUID id, String orgId, String serialNumber, String productId, String productFamily, BigDecimal ratedKw,
        BigDecimal nominalKwh, String siteCountry, String siteZone, String siteAddress, String region,
        String customerId, String customerEmail, String installerEmail, String language, LocalDate producedOn,
        LocalDate purchasedOn, Boolean purchaseProven, String purchaseProof, LocalDate installedOn,
        Instant registeredAt, String registeredBy, String replaces, String tier, LocalDate startsOn,
        LocalDate expiresAt, LocalDate labourUntil, LocalDate cellsUntil, LocalDate legalGuaranteeUntil,
        Instant voidedAt, String voidReason, LocalDate atRiskUntil, String policyId, String ruleSetVersion,
        String coverUnknown, @JsonIgnore Instant sohJudgedAt, long version, Instant updatedAt) {

    static WarrantyRecord of(ResultSet row, int index) throws SQLException {
        return new WarrantyRecord(row.getObject("id", UUID.class), row.getString("org_id"), row.getString("serial"),
                row.getString("product_id"), row.getString("product_family"), row.getBigDecimal("rated_kw"),
                row.getBigDecimal("nominal_kwh"), row.getString("site_country"), row.getString("site_zone"),
                row.getString("site_address"), row.getString("region"), row.getString("customer_id"),
                row.getString("customer_email"), row.getString("installer_email"), row.getString("language"),
                day(row, "produced_on"), day(row, "purchased_on"), (Boolean) row.getObject("purchase_proven"),
                row.getString("purchase_proof"), day(row, "installed_on"), Sql.instant(row, "registered_at"),
                row.getString("registered_by"), row.getString("replaces"), row.getString("tier"),
                day(row, "starts_on"), day(row, "expires_on"), day(row, "labour_until"), day(row, "cells_until"),
                day(row, "legal_guarantee_until"), Sql.instant(row, "voided_at"), row.getString("void_reason"),
                day(row, "at_risk_until"), row.getString("policy_id"), row.getString("rule_set_version"),
                row.getString("cover_unknown"), Sql.instant(row, "soh_judged_at"), row.getLong("version"),
                Sql.instant(row, "updated_at"));
    }

    private static LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
