package io.rmahub.warranty.model;

import java.util.Set;

/**
 * Which faults the terms name.
 *
 * @param covered  faults of material or workmanship: parts and labour
 * @param capacity faults of capacity: the cell warranty, with evidence
 * @param excluded faults that no cover pays for
 */
public record FaultRules(Set<String> covered, Set<String> capacity, Set<String> excluded, String clause) {
    public FaultRules {
        covered = covered == null ? Set.of() : Set.copyOf(covered);
        capacity = capacity == null ? Set.of() : Set.copyOf(capacity);
        excluded = excluded == null ? Set.of() : Set.copyOf(excluded);
        for (String fault : excluded) {
            if (covered.contains(fault) || capacity.contains(fault)) {
                throw new IllegalArgumentException("\"excluded\" has " + fault + ", which is covered as well");
            }
        }
        Require.text("clause", clause);
    }
}
