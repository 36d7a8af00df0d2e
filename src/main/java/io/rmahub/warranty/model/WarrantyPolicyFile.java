package io.rmahub.warranty.model;

import io.rmahub.engine.rulefile.RuleFile;
import io.rmahub.engine.rulefile.RuleFile.InvalidRuleFileException;
import io.rmahub.unit.model.SiteZones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads {@code config/rules/warranty-policies.yaml}, or an earlier text of it.
 *
 * <p>What several rows share (cell warranties, extensions, grounds of a void) is written once, by name.
 */
public final class WarrantyPolicyFile {

    private final String name;
    private final String text;
    private final Content content;
    private final Regions regions;
    private final Families families;

    private WarrantyPolicyFile(String name, String text, Content content) {
        this.name = name;
        this.text = text;
        this.content = content;
        try {
            this.regions = new Regions(content.regions());
            this.families = new Families(content.families());
        } catch (IllegalArgumentException e) {
            throw new InvalidRuleFileException(name + ": " + e.getMessage(), e);
        }
    }

    /**
     * What the file says.
     *
     * @param zones the zones of countries, which earlier texts hold themselves; null: those of {@link SiteZones}
     */
    record Content(
            Map<String, Set<String>> regions,
            Map<String, String> zones,
            Map<String, Set<String>> families,
            List<LegalGuarantee> legalGuarantees,
            FaultRules faults,
            Map<String, CellWarranty> cells,
            Map<String, ExtensionTerms> extensions,
            Map<String, List<VoidGround>> voids,
            List<Row> policies) {
    }

    /** A row as it is written: cells, extension and voids by name. */
    record Row(String id, String family, String region, LocalDate soldFrom, LocalDate soldUntil, Term term,
               String cells, String extension, boolean repairProlongs, Integer replacementMonths, String voids,
               String clause, String source, String assumption) {
        Row {
            // Checks the row where the reader still knows its line.
            new WarrantyPolicy(id, family, region, soldFrom, soldUntil, term, null, null, repairProlongs,
                    replacementMonths, null, clause, source, assumption);
        }
    }

    /**
     * Reads and checks the policies.
     *
     * @throws InvalidRuleFileException when the file cannot be read or a row is wrong; says file, line, field and
     *         reason
     */
    public static WarrantyPolicies load(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new InvalidRuleFileException(file + ": cannot be read (" + e + ")", e);
        }
    }

    /**
     * Reads and checks a text of the policies, such as one that was in force earlier.
     *
     * @param name how a mistake in the text is reported
     * @throws InvalidRuleFileException when a row is wrong; says name, line, field and reason
     */
    public static WarrantyPolicies parse(String name, String text) {
        RuleFile<Content> read = RuleFile.parse(name, text, Content.class);
        return new WarrantyPolicyFile(name, text, read.value()).policies(read.version());
    }

    private WarrantyPolicies policies(String version) {
        if (content.policies() == null || content.policies().isEmpty()) {
            throw new InvalidRuleFileException(name + ": policies: there are no policies", null);
        }
        List<WarrantyPolicy> policies = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < content.policies().size(); i++) {
            Row row = content.policies().get(i);
            if (!ids.add(row.id())) {
                throw wrong("policies", i, "id", "two policies have the id " + row.id());
            }
            policies.add(policy(row, i));
        }
        return new WarrantyPolicies(version, policies, regions, families, zones(), legalGuarantees(), faults());
    }

    private WarrantyPolicy policy(Row row, int i) {
        if (!regions.knows(row.region())) {
            throw wrong("policies", i, "region", "there is no region " + row.region());
        }
        if (!row.family().equals(WarrantyPolicy.ANY_FAMILY) && !families.knows(row.family())) {
            throw wrong("policies", i, "family", "there is no family " + row.family());
        }
        return new WarrantyPolicy(row.id(), row.family(), row.region(), row.soldFrom(), row.soldUntil(), row.term(),
                named(content.cells(), row.cells(), i, "cells"),
                named(content.extensions(), row.extension(), i, "extension"),
                row.repairProlongs(), row.replacementMonths(),
                named(content.voids(), row.voids(), i, "voids"),
                row.clause(), row.source(), row.assumption());
    }

    private <T> T named(Map<String, T> all, String wanted, int i, String field) {
        T found = wanted == null || all == null ? null : all.get(wanted);
        if (wanted != null && found == null) {
            throw wrong("policies", i, field, "\"" + wanted + "\" is not defined in this file");
        }
        return found;
    }

    private List<LegalGuarantee> legalGuarantees() {
        List<LegalGuarantee> all = content.legalGuarantees() == null ? List.of() : content.legalGuarantees();
        for (int i = 0; i < all.size(); i++) {
            if (!regions.knows(all.get(i).region())) {
                throw wrong("legalGuarantees", i, "region", "there is no region " + all.get(i).region());
            }
        }
        return all;
    }

    private FaultRules faults() {
        if (content.faults() == null) {
            throw new InvalidRuleFileException(name + ": faults: is missing", null);
        }
        return content.faults();
    }

    /** A text that holds zones decides by them alone, so that it decides as it did. */
    private Function<String, Optional<ZoneId>> zones() {
        if (content.zones() == null) {
            return SiteZones::of;
        }
        Map<String, ZoneId> zones = new HashMap<>();
        content.zones().forEach((country, zone) -> zones.put(country, zone(country, zone)));
        return country -> Optional.ofNullable(country).map(zones::get);
    }

    private ZoneId zone(String country, String zone) {
        try {
            Regions.requireCountry("zones", country);
            return ZoneId.of(zone);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidRuleFileException(name + ": zones." + country + ": " + e.getMessage(), e);
        }
    }

    private InvalidRuleFileException wrong(String list, int index, String field, String reason) {
        return new InvalidRuleFileException(name + RuleFile.place(text, list, index) + ": " + list + "[" + index + "]."
                + field
                + ": " + reason, null);
    }
}
