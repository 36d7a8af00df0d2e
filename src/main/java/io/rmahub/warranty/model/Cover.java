package io.rmahub.warranty.model;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The cover of a unit under its policy.
 *
 * @param startsOn      the first covered day
 * @param standardUntil the last covered day of parts, without any extension
 * @param limits        by part, everything that ends its cover; a part without any is not covered at all
 * @param open          by part, why its end cannot be told; absent when it can
 * @param conditions    what the cover rests on and nobody has yet made sure of
 * @param cellConditions the same, of the cells alone
 */
record Cover(
        LocalDate startsOn,
        LocalDate standardUntil,
        Tier tier,
        Map<Part, List<Limit>> limits,
        Map<Part, String> open,
        List<String> conditions,
        List<String> cellConditions) {

    /** Something that ends the cover of a part after a day, which is covered itself. */
    record Limit(LocalDate until, EndCause cause, String how, String clause) {
    }

    /** What the cover of a part rests on. */
    List<String> conditions(Part part) {
        return part == Part.CELLS
                ? Stream.concat(conditions.stream(), cellConditions.stream()).toList()
                : conditions;
    }

    /** Whichever comes first; null when the part is not covered at all. */
    Limit end(Part part) {
        return limits.getOrDefault(part, List.of()).stream()
                .min(Comparator.comparing(Limit::until).thenComparing(Limit::cause)).orElse(null);
    }
}
