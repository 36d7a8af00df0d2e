package io.rmahub.rma.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells which helpdesk tickets are warranty cases. A helpdesk has no such flag of its own, so each
 * organisation configures what marks one; every criterion is optional.
 *
 * <p>Text is compared without regard to case or to how accents are encoded. A word counts as a whole word,
 * so that {@code rma} is not found in "karma"; {@code gwarancj*} finds every word that begins so.
 *
 * @param queues       ids or names of queues
 * @param categories   ids of categories
 * @param statuses     ids of statuses
 * @param customFields accepted values by the field's name; one field with an accepted value is enough
 * @param words        words or phrases, one of which stands in the subject or body
 * @param requireAll   true: every configured criterion must fit; false: any one is enough
 */
public record WarrantyFlagRule(
        Set<String> queues,
        Set<String> categories,
        Set<String> statuses,
        Map<String, Set<String>> customFields,
        List<String> words,
        boolean requireAll) {

    public WarrantyFlagRule {
        queues = folded(queues);
        categories = folded(categories);
        statuses = folded(statuses);
        customFields = customFields == null ? Map.of() : customFields.entrySet().stream().collect(
                Collectors.toUnmodifiableMap(entry -> fold(entry.getKey()), entry -> folded(entry.getValue())));
        words = words == null ? List.of() : words.stream().map(WarrantyFlagRule::fold).toList();
    }

    /**
     * Whether a ticket is a warranty case.
     *
     * @param rule   which criteria decided, e.g. {@code queue} or {@code queue+words}; {@code none} if none did
     * @param reason one sentence for a person
     */
    public record Verdict(boolean flagged, String rule, String reason) {
    }

    private record Criterion(String name, boolean fits, String found) {
    }

    /** Judges one ticket. With nothing configured no ticket is a warranty case. */
    public Verdict judge(RmaRequested.Ticket ticket) {
        List<Criterion> configured = criteria(ticket);
        List<Criterion> fitting = configured.stream().filter(Criterion::fits).toList();
        boolean flagged = !fitting.isEmpty() && (!requireAll || fitting.size() == configured.size());
        if (flagged) {
            return new Verdict(true, names(fitting),
                    fitting.stream().map(Criterion::found).collect(Collectors.joining("; ")));
        }
        if (configured.isEmpty()) {
            return new Verdict(false, "none", "nothing is configured to mark a warranty case");
        }
        String missed = names(configured.stream().filter(criterion -> !criterion.fits()).toList());
        return new Verdict(false, "none", (requireAll ? "not all fit, missed: " : "none fits of: ") + missed);
    }

    private List<Criterion> criteria(RmaRequested.Ticket ticket) {
        List<Criterion> configured = new ArrayList<>();
        if (!queues.isEmpty()) {
            configured.add(oneOf("queue", queues, ticket.queueId(), ticket.queueName()));
        }
        if (!categories.isEmpty()) {
            configured.add(oneOf("category", categories, ticket.categoryId()));
        }
        if (!statuses.isEmpty()) {
            configured.add(oneOf("status", statuses, ticket.statusId()));
        }
        if (!customFields.isEmpty()) {
            configured.add(customField(ticket));
        }
        if (!words.isEmpty()) {
            configured.add(word(ticket));
        }
        return configured;
    }

    private static Criterion oneOf(String name, Set<String> accepted, String... values) {
        return Stream.of(values)
                .filter(value -> value != null && accepted.contains(fold(value)))
                .findFirst()
                .map(value -> new Criterion(name, true, name + " is " + value))
                .orElse(new Criterion(name, false, null));
    }

    private Criterion customField(RmaRequested.Ticket ticket) {
        return ticket.customFields().entrySet().stream()
                .filter(field -> customFields.getOrDefault(fold(field.getKey()), Set.of())
                        .contains(fold(field.getValue())))
                .map(field -> "field " + field.getKey() + " is " + field.getValue())
                .sorted()
                .findFirst()
                .map(found -> new Criterion("customField", true, found))
                .orElse(new Criterion("customField", false, null));
    }

    private Criterion word(RmaRequested.Ticket ticket) {
        String text = Stream.of(ticket.subject(), ticket.body())
                .filter(Objects::nonNull)
                .map(WarrantyFlagRule::fold)
                .collect(Collectors.joining("\n"));
        return words.stream()
                .filter(word -> standsIn(text, word))
                .findFirst()
                .map(word -> new Criterion("words", true, "text has \"" + word + "\""))
                .orElse(new Criterion("words", false, null));
    }

    private static boolean standsIn(String text, String word) {
        boolean beginning = word.endsWith("*");
        String letters = beginning ? word.substring(0, word.length() - 1) : word;
        String end = beginning ? "" : "(?![\\p{L}\\p{N}])";
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(letters) + end).matcher(text).find();
    }

    private static String names(List<Criterion> criteria) {
        return criteria.stream().map(Criterion::name).collect(Collectors.joining("+"));
    }

    private static Set<String> folded(Set<String> values) {
        return values == null
                ? Set.of()
                : values.stream().map(WarrantyFlagRule::fold).collect(Collectors.toUnmodifiableSet());
    }

    /** Upper and then lower case, so that "ß" and "SS" are the same; ROOT, so that the JVM's language is not. */
    private static String fold(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }
}
