package io.rmahub.warranty.model;

import io.rmahub.warranty.model.Cover.Limit;
import io.rmahub.warranty.model.Term.TermEnd;
import io.rmahub.warranty.model.WarrantyFact.Extended;
import io.rmahub.warranty.model.WarrantyFact.Voided;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Works out the cover of a unit under one policy. No end is ever before the start. */
final class CoverCalculation {

    private final WarrantyPolicy policy;
    private final WarrantyState state;
    private final ZoneId zone;
    private final List<String> conditions = new ArrayList<>();
    private final List<String> cellConditions = new ArrayList<>();
    private final Map<Part, String> open = new EnumMap<>(Part.class);

    CoverCalculation(WarrantyPolicies policies, WarrantyPolicy policy, WarrantyState state) {
        this.policy = policy;
        this.state = state;
        this.zone = policies.zone(state.unit()).orElse(ZoneOffset.UTC);
        if (policies.zone(state.unit()).isEmpty()) {
            conditions.add("the time zone of the site is not known: days are counted in UTC");
        }
    }

    /** The cover, or null when no day that the term counts from is known. */
    Cover cover() {
        Inheritance inherited = state.inheritance();
        if (inherited != null) {
            return cover(inherited.startsOn(), inherited.until().getOrDefault(Part.PARTS, inherited.startsOn()),
                    this::inherited);
        }
        TermEnd end = end();
        if (end == null) {
            return null;
        }
        if (end.proof() && state.unit().purchaseProven() == null) {
            conditions.add("the proof of purchase has yet to be seen");
        }
        uncounted();
        LocalDate start = state.unit().date(end.anchor());
        return cover(start, start.plusMonths(end.months()), part -> counted(part, end, start));
    }

    private interface Base {
        /** When the part's cover ends by the calendar; null when the part has none. */
        Limit of(Part part);
    }

    private Cover cover(LocalDate start, LocalDate standardUntil, Base base) {
        Map<Part, List<Limit>> limits = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            Limit calendar = base.of(part);
            if (calendar != null) {
                limits.put(part, limits(part, prolonged(calendar, start), start));
            }
        }
        return new Cover(start, prolonged(new Limit(standardUntil, EndCause.TERM, "", ""), start).until(), tier(),
                limits, open, List.copyOf(conditions), List.copyOf(cellConditions));
    }

    private TermEnd end() {
        List<TermEnd> countable = policy.term().ends().stream().filter(this::countable).toList();
        Comparator<TermEnd> byEnd =
                Comparator.comparing(end -> state.unit().date(end.anchor()).plusMonths(end.months()));
        return switch (policy.term().pick()) {
            case FIRST_KNOWN -> countable.stream().findFirst().orElse(null);
            case EARLIEST -> countable.stream().min(byEnd).orElse(null);
            case LATEST -> countable.stream().max(byEnd).orElse(null);
        };
    }

    /** Where all ends are compared, one that cannot be counted may have been the one that holds. */
    private void uncounted() {
        if (policy.term().pick() != Term.Pick.FIRST_KNOWN) {
            policy.term().ends().stream().filter(end -> !countable(end)).forEach(end -> conditions.add(
                    "the " + end.months() + " months from " + end.anchor()
                    + " are not counted: that day is not known"));
        }
    }

    private boolean countable(TermEnd end) {
        return state.unit().date(end.anchor()) != null
                && !(end.proof() && Boolean.FALSE.equals(state.unit().purchaseProven()));
    }

    private Limit counted(Part part, TermEnd end, LocalDate start) {
        if (part == Part.CELLS && policy.cells() == null) {
            return null;
        }
        int months = switch (part) {
            case PARTS -> end.months();
            case LABOUR -> end.labourMonths();
            case CELLS -> policy.cells().months() == null ? end.months() : policy.cells().months();
        };
        int added = added(part);
        String how = months + " months of " + part + " from " + end.anchor() + " on " + start
                + (added == 0 ? "" : " and " + added + " months of extension");
        return new Limit(start.plusMonths(months + added), EndCause.TERM, how, clause(part));
    }

    private Limit inherited(Part part) {
        Inheritance inherited = state.inheritance();
        LocalDate until = inherited.until().get(part);
        if (until == null) {
            return null;
        }
        int added = added(part);
        return new Limit(until.plusMonths(added), EndCause.INHERITED, "the remaining " + part + " term of "
                + inherited.fromSerial() + ", replaced on " + inherited.replacedOn()
                + (added == 0 ? "" : ", and " + added + " months of extension"), clause(part));
    }

    private String clause(Part part) {
        return part == Part.CELLS ? policy.cells().clause() : policy.clause();
    }

    private int added(Part part) {
        return state.extensions().stream().filter(extension -> covers(extension, part))
                .mapToInt(this::months).max().orElse(0);
    }

    private boolean covers(Extended extension, Part part) {
        ExtensionTerms.Offer offer = offer(extension);
        return offer == null ? part != Part.CELLS : offer.covers().contains(part);
    }

    private int months(Extended extension) {
        if (extension.addsMonths() != null) {
            return extension.addsMonths();
        }
        ExtensionTerms.Offer offer = offer(extension);
        return offer == null ? 0 : offer.addsMonths();
    }

    private ExtensionTerms.Offer offer(Extended extension) {
        return policy.extension() == null ? null : policy.extension().offer(extension.tier());
    }

    private Tier tier() {
        return state.extensions().stream().max(Comparator.comparingInt(this::months)).map(Extended::tier)
                .orElse(state.inheritance() == null ? Tier.STANDARD : state.inheritance().tier());
    }

    private Limit prolonged(Limit limit, LocalDate start) {
        if (!policy.repairProlongs()) {
            return limit;
        }
        int days = RepairTime.days(state.repairs(), start, limit.until());
        return days == 0 ? limit : new Limit(limit.until().plusDays(days), limit.cause(),
                limit.how() + ", prolonged by " + days + " days of repair", limit.clause());
    }

    private List<Limit> limits(Part part, Limit calendar, LocalDate start) {
        List<Limit> limits = new ArrayList<>(List.of(calendar));
        for (Voided voided : state.standingVoids()) {
            LocalDate day = LocalDate.ofInstant(voided.at(), zone);
            if (voided.consequence() == Consequence.SHORTEN_TERM) {
                // What was covered before the breach was established stays covered.
                LocalDate shortened = start.plusMonths(voided.shortenedTo());
                limits.add(new Limit(shortened.isBefore(day) ? day : shortened, EndCause.SHORTENED,
                        "shortened to " + voided.shortenedTo() + " months on " + day + ": " + voided.reason(),
                        voided.clause()));
            } else if (voided.consequence().touches(part)) {
                limits.add(new Limit(day, EndCause.VOIDED, "voided on " + day + ": " + voided.reason(),
                        voided.clause()));
            }
        }
        if (part == Part.CELLS) {
            CellCaps caps = new CellCaps(policy.cells(), state, zone);
            limits.addAll(caps.limits());
            cellConditions.addAll(caps.conditions());
            if (caps.open() != null) {
                open.put(Part.CELLS, caps.open());
            }
        }
        return limits.stream().map(limit -> limit.until().isBefore(start)
                ? new Limit(start, limit.cause(), limit.how(), limit.clause()) : limit).toList();
    }
}
