package io.rmahub.report.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The reports there are. The statement of each is {@code sql/reports/<name>.sql}. */
public enum ReportKind {
    /** Cases opened and closed. */
    TREND(Period.MONTH, "all", "reason", "product", "family"),
    /** Time from one milestone of a case to the next. */
    TURNAROUND(Period.ALL, "leg"),
    /** Parcels and their time on the way, by carrier and direction. */
    COURIERS(Period.ALL, "carrier"),
    /** Stand-by units with customers. */
    STANDBY(Period.ALL, "product"),
    /** What is wrong with the units. */
    FAULTS(Period.ALL, "code", "reason"),
    /** Defects of products, for each thousand in the field. */
    FAILURES(Period.ALL, "firmware", "product", "family"),
    /** Promises kept. */
    SLA(Period.ALL, "priority"),
    /** What customers answered. */
    CSAT(Period.ALL, "team", "all");

    private final Period usualPeriod;
    private final List<String> groups;

    ReportKind(Period usualPeriod, String... groups) {
        this.usualPeriod = usualPeriod;
        this.groups = List.of(groups);
    }

    /** The name in the API, for example {@code turnaround}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The report of this name in the API. */
    public static Optional<ReportKind> of(String wireName) {
        return Arrays.stream(values()).filter(kind -> kind.wireName().equals(wireName)).findFirst();
    }

    /** The length of its rows unless another one is asked for. */
    public Period usualPeriod() {
        return usualPeriod;
    }

    /** By what its rows can be grouped; the first one is usual. */
    public List<String> groups() {
        return groups;
    }
}
