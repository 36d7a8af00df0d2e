package io.rmahub.warranty.model;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The product families of the policies, and the other names that catalogues have for them. Letter case is no matter.
 */
final class Families {

    private final Map<String, String> names = new HashMap<>();

    Families(Map<String, Set<String>> families) {
        if (families == null) {
            return;
        }
        families.forEach((family, others) -> {
            add(family, family);
            others.forEach(other -> add(other, family));
        });
    }

    private void add(String name, String family) {
        String other = names.put(name.toLowerCase(Locale.ROOT), family);
        if (other != null) {
            throw new IllegalArgumentException("families: " + name + " is both " + other + " and " + family);
        }
    }

    boolean knows(String family) {
        return names.containsValue(family);
    }

    /** The family as the policies name it; what they do not name stays as it is. */
    String named(String family) {
        return family == null ? null : names.getOrDefault(family.strip().toLowerCase(Locale.ROOT), family);
    }
}
