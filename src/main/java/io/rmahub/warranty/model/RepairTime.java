package io.rmahub.warranty.model;

import io.rmahub.warranty.model.WarrantyFact.Repaired;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * By how many days repairs prolong a term. Every day without the unit counts once, the first and the last
 * included; a repair counts that began while the unit was covered, the days gained so far included.
 */
final class RepairTime {

    private RepairTime() {
    }

    static int days(List<Repaired> repairs, LocalDate start, LocalDate until) {
        List<Repaired> inOrder = repairs.stream()
                .sorted(Comparator.comparing(Repaired::from).thenComparing(Repaired::until)).toList();
        long days = 0;
        LocalDate next = start;
        for (Repaired repair : inOrder) {
            LocalDate from = repair.from().isBefore(next) ? next : repair.from();
            boolean covered = !repair.from().isAfter(until.plusDays(days));
            if (covered && !from.isAfter(repair.until())) {
                days += ChronoUnit.DAYS.between(from, repair.until()) + 1;
                next = repair.until().plusDays(1);
            }
        }
        return Math.toIntExact(days);
    }
}
