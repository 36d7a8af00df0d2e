package io.rmahub.warranty.api;

import io.rmahub.engine.web.FieldProblem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What days of a unit can be. */
final class UnitDays {

    /** Before that nobody made such a unit; an earlier day is a slip of the pen. */
    private static final LocalDate FIRST_UNITS = LocalDate.of(2000, 1, 1);

    private UnitDays() {
    }

    /**
     * What is wrong with a day by itself.
     *
     * @param today in UTC; at a site in the east it may be a day later already
     */
    static List<FieldProblem> problems(String field, LocalDate day, LocalDate today) {
        if (day == null) {
            return List.of();
        } else if (day.isBefore(FIRST_UNITS)) {
            return List.of(new FieldProblem("/" + field, day + " is before the first unit was made"));
        } else if (day.isAfter(today.plusDays(1))) {
            return List.of(new FieldProblem("/" + field, day + " is in the future"));
        }
        return List.of();
    }

    /** What is wrong with the days beside each other, of which the entered ones count before the known ones. */
    static List<FieldProblem> outOfOrder(UnitFields entered, LocalDate knownProduced, LocalDate knownPurchased,
                                         LocalDate knownInstalled) {
        List<FieldProblem> problems = new ArrayList<>();
        problems.addAll(outOfOrder(entered.producedOn(), knownProduced, "purchasedOn", entered.purchasedOn(),
                knownPurchased));
        problems.addAll(outOfOrder(entered.producedOn(), knownProduced, "installedOn", entered.installedOn(),
                knownInstalled));
        return problems;
    }

    private static List<FieldProblem> outOfOrder(LocalDate produced, LocalDate knownProduced, String laterField,
                                                 LocalDate later, LocalDate knownLater) {
        LocalDate first = produced != null ? produced : knownProduced;
        LocalDate second = later != null ? later : knownLater;
        if (first == null || second == null || !second.isBefore(first)) {
            return List.of();
        }
        return List.of(new FieldProblem("/" + (later != null ? laterField : "producedOn"),
                laterField + " " + second + " is before producedOn " + first));
    }
}
