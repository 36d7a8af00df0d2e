package io.rmahub.warranty;

import io.rmahub.engine.settings.HubSettings;
import io.rmahub.warranty.model.UnitFacts;
import io.rmahub.warranty.model.WarrantyPolicies;
import io.rmahub.warranty.model.WarrantyPolicy;
import io.rmahub.warranty.model.WarrantyPolicyFile;
import io.rmahub.warranty.model.WarrantyRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The policies in force, and every earlier version that ever decided here. */
@Component
public final class RuleSets {

    private static final String SAVE = """
            insert into warranty_policy_version (version, content, first_used_at) values (?, ?, ?::timestamptz)
            on conflict do nothing""";

    private final JdbcTemplate jdbc;
    private final WarrantyPolicies policies;
    private final WarrantyRules rules;
    private final Map<String, WarrantyRules> earlier = new ConcurrentHashMap<>();

    /** Keeps the text that is in force; a wrong file stops the start. */
    public RuleSets(HubSettings settings, JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        Path file = settings.home().resolve("config/rules/warranty-policies.yaml");
        String text = read(file);
        this.policies = WarrantyPolicyFile.parse(file.toString(), text);
        this.rules = new WarrantyRules(policies);
        jdbc.update(SAVE, policies.version(), text, clock.instant().toString());
    }

    public WarrantyRules inForce() {
        return rules;
    }

    public WarrantyPolicies policies() {
        return policies;
    }

    /** Which day it is at the unit's site; in UTC if its zone is not known. */
    LocalDate dayAtSite(UnitFacts unit, Instant at) {
        return LocalDate.ofInstant(at, policies.zone(unit).orElse(ZoneOffset.UTC));
    }

    /** The rules of a version; empty if it never decided here. */
    Optional<WarrantyRules> of(String version) {
        if (version.equals(rules.version())) {
            return Optional.of(rules);
        }
        return Optional.ofNullable(earlier.computeIfAbsent(version, wanted -> text(wanted)
                .map(content -> new WarrantyRules(WarrantyPolicyFile.parse("version " + wanted, content)))
                .orElse(null)));
    }

    /** The text of a version of the policies. */
    Optional<String> text(String version) {
        return jdbc.queryForList("select content from warranty_policy_version where version = ?", String.class, version)
                .stream().findFirst();
    }

    Optional<WarrantyPolicy> policy(String id) {
        return policies.policies().stream().filter(policy -> policy.id().equals(id)).findFirst();
    }

    /** Below the highest guarantee of any policy a unit is worth a look. */
    BigDecimal highestSohGuarantee() {
        return cells(policy -> policy.cells().sohGuarantee()).max(Comparator.naturalOrder()).orElse(BigDecimal.ZERO);
    }

    /** Above the lowest cap of any policy (kWh per kWh of nominal energy) it matters when a unit passed it. */
    BigDecimal lowestThroughputCap() {
        return cells(policy -> policy.cells().throughputKwhPerKwh()).min(Comparator.naturalOrder())
                .orElse(BigDecimal.valueOf(Long.MAX_VALUE));
    }

    private Stream<BigDecimal> cells(Function<WarrantyPolicy, BigDecimal> value) {
        return policies.policies().stream().filter(policy -> policy.cells() != null).map(value)
                .filter(Objects::nonNull);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
