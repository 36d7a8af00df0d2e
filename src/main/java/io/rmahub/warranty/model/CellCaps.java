package io.rmahub.warranty.model;

import io.rmahub.warranty.model.Cover.Limit;
import io.rmahub.warranty.model.WarrantyFact.Observed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * The caps on what cells may deliver. Cover ends with the day, at the site, of the first reading above a cap;
 * a lower reading afterwards (a meter was swapped) does not bring it back. What replaced units delivered counts.
 */
final class CellCaps {

    private final List<Limit> limits = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final ZoneId zone;
    private final String clause;
    private String open;

    CellCaps(CellWarranty cells, WarrantyState state, ZoneId zone) {
        this.zone = zone;
        this.clause = cells.clause();
        Inheritance inherited = state.inheritance();
        if (cells.throughputKwhPerKwh() != null) {
            throughput(cells, state, inherited == null ? null : inherited.throughputKwh());
        }
        if (cells.cycles() != null) {
            cap("cycles", EndCause.CYCLES, cells.cycles(), inherited == null ? null : inherited.cycles(),
                    state.observed(), Reading::cycles);
        }
    }

    List<Limit> limits() {
        return limits;
    }

    List<String> conditions() {
        return conditions;
    }

    /** Why it cannot be told whether a cap was passed; null when it can. */
    String open() {
        return open;
    }

    private void throughput(CellWarranty cells, WarrantyState state, BigDecimal used) {
        if (state.unit().nominalKwh() != null) {
            cap("kWh of throughput", EndCause.THROUGHPUT,
                    cells.throughputKwhPerKwh().multiply(state.unit().nominalKwh()), used,
                    state.observed(), Reading::throughputKwh);
        } else if (state.observed().stream().anyMatch(observed -> observed.reading().throughputKwh() != null)) {
            open = "the nominal energy is not known, so the throughput cap cannot be worked out";
        } else {
            conditions.add("neither nominal energy nor throughput is known: the throughput cap is not checked");
        }
    }

    private void cap(String what, EndCause cause, BigDecimal cap, BigDecimal used, List<Observed> oldestFirst,
                     Function<Reading, BigDecimal> value) {
        BigDecimal before = used == null ? BigDecimal.ZERO : used;
        if (used == null && oldestFirst.stream().map(Observed::reading).map(value).noneMatch(Objects::nonNull)) {
            conditions.add("no " + what + " were reported: the cap of " + plain(cap) + " is not checked");
        }
        for (Observed observed : oldestFirst) {
            BigDecimal reported = value.apply(observed.reading());
            if (reported != null && before.add(reported).compareTo(cap) > 0) {
                LocalDate day = LocalDate.ofInstant(observed.at(), zone);
                limits.add(new Limit(day, cause, plain(before.add(reported)) + " " + what + " on " + day
                        + " are above the cap of " + plain(cap), clause));
                return;
            }
        }
    }

    private static String plain(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
