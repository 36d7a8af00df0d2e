package io.rmahub.warranty;

import io.rmahub.rules.RuleFile;
import io.rmahub.rules.RuleFile.InvalidRuleFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads {@code config/rules/warranty-policies.yaml}. */
public final class WarrantyPolicyFile {

    private WarrantyPolicyFile() {
    }

    /** What the file says. */
    record Content(Map<String, Set<String>> regions, List<WarrantyPolicy> policies) {
    }

    /**
     * Reads and checks the policies.
     *
     * @throws InvalidRuleFile when the file cannot be read, a row is wrong (with its line), two rows have the
     *                         same id, or a row names a region that is not defined
     */
    public static WarrantyPolicies load(Path file) {
        RuleFile<Content> read = RuleFile.read(file, Content.class);
        List<WarrantyPolicy> policies = read.value().policies();
        if (policies == null || policies.isEmpty()) {
            throw new InvalidRuleFile(file + ": there are no policies", null);
        }
        Regions regions = regions(file, read.value().regions());
        Set<String> ids = new HashSet<>();
        for (WarrantyPolicy policy : policies) {
            if (!ids.add(policy.id())) {
                throw new InvalidRuleFile(file + ": two policies have the id " + policy.id(), null);
            }
            if (!regions.knows(policy.region())) {
                throw new InvalidRuleFile(
                        file + ": policy " + policy.id() + ": there is no region " + policy.region(), null);
            }
        }
        return new WarrantyPolicies(policies, regions, read.version());
    }

    private static Regions regions(Path file, Map<String, Set<String>> countries) {
        try {
            return new Regions(countries);
        } catch (IllegalArgumentException e) {
            throw new InvalidRuleFile(file + ": " + e.getMessage(), e);
        }
    }
}
