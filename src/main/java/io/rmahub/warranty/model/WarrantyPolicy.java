package io.rmahub.warranty.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * One row of the policy file: what holds for units of this family, in this region, sold in this time.
 *
 * @param family         product family, or {@code *} for every family
 * @param region         name of a region, or {@code default} for everywhere
 * @param soldFrom       first day of sale that the row is for, or null
 * @param soldUntil      last day of sale that the row is for, or null
 * @param cells          the cell warranty; null for products without cells
 * @param extension      null: no extension is sold
 * @param repairProlongs true: the days that a repair took are added to the term
 * @param replacementMonths a replacement inherits the remaining term, and at least so many months; null: no minimum
 * @param voids          what voids when a person establishes it
 * @param clause         where the terms say so
 * @param source         the document that the numbers are from
 * @param assumption     which numbers the business has yet to confirm; null: none
 */
public record WarrantyPolicy(
        String id,
        String family,
        String region,
        LocalDate soldFrom,
        LocalDate soldUntil,
        Term term,
        CellWarranty cells,
        ExtensionTerms extension,
        boolean repairProlongs,
        Integer replacementMonths,
        List<VoidGround> voids,
        String clause,
        String source,
        String assumption) {

    static final String ANY_FAMILY = "*";

    public WarrantyPolicy {
        Require.text("id", id);
        Require.text("family", family);
        Require.text("region", region);
        Require.text("clause", clause);
        Require.text("source", source);
        Objects.requireNonNull(term, "\"term\" is missing");
        if (soldFrom != null && soldUntil != null && soldUntil.isBefore(soldFrom)) {
            throw new IllegalArgumentException("\"soldUntil\" is before \"soldFrom\"");
        }
        if (replacementMonths != null) {
            Require.months("replacementMonths", replacementMonths);
        }
        voids = voids == null ? List.of() : List.copyOf(voids);
    }

    /** Why this row is not for the unit, or null when it is. */
    String mismatch(UnitFacts unit, String unitFamily, Regions regions) {
        if (!family.equals(ANY_FAMILY) && !family.equals(unitFamily)) {
            return "for family " + family;
        }
        if (!regions.contains(region, unit.country())) {
            return "for region " + region;
        }
        LocalDate sold = unit.soldOn();
        if (soldFrom != null && sold.isBefore(soldFrom)) {
            return "for units sold from " + soldFrom;
        }
        if (soldUntil != null && sold.isAfter(soldUntil)) {
            return "for units sold until " + soldUntil;
        }
        return null;
    }
}
