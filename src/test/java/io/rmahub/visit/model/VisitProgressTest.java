package io.rmahub.visit.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitProgressTest {

    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    /** The visit has its status since noon; the report is so many minutes later. */
    @ParameterizedTest
    @CsvSource({
        "SCHEDULED, STARTED,    5, Moved",
        "SCHEDULED, SCHEDULED,  5, Moved",
        "SCHEDULED, SCHEDULED, -5, Kept",
        "STARTED,   SCHEDULED,  0, Kept",
        "STARTED,   FAILED,     0, Moved",
        "FAILED,    SCHEDULED,  5, Moved",
        "FAILED,    STARTED,   -5, Kept",
        "STARTED,   COMPLETED, -5, Moved",
        "COMPLETED, STARTED,   -5, Kept",
        "COMPLETED, STARTED,    5, Kept",
        "COMPLETED, FAILED,     5, Kept",
        "COMPLETED, COMPLETED,  5, Kept",
        "UNKNOWN,   SCHEDULED, -5, Moved",
        "STARTED,   UNKNOWN,    5, Kept"})
    void whatAReportDoes(VisitStatus status, VisitStatus said, int minutesLater, String effect) {
        VisitProgress progress = VisitProgress.of(status, NOON, report(said, NOON.plusSeconds(minutesLater * 60L)));
        assertThat(progress.getClass().getSimpleName()).as(progress.reason()).isEqualTo(effect);
    }

    @Property
    void theOrderOfArrivalDoesNotMatter(@ForAll("reports") List<VisitReport> reports, @ForAll Random random) {
        List<VisitReport> shuffled = new ArrayList<>(reports);
        Collections.shuffle(shuffled, random);
        assertThat(after(shuffled)).isEqualTo(after(reports));
    }

    private static VisitStatus after(List<VisitReport> reports) {
        VisitStatus status = VisitStatus.UNKNOWN;
        Instant since = null;
        for (VisitReport report : reports) {
            VisitProgress progress = since == null
                    ? VisitProgress.first(report) : VisitProgress.of(status, since, report);
            if (progress instanceof VisitProgress.Moved || since == null) {
                status = report.status();
                since = report.at();
            }
        }
        return status;
    }

    @Provide
    Arbitrary<List<VisitReport>> reports() {
        return Combinators.combine(Arbitraries.of(VisitStatus.values()), Arbitraries.integers().between(0, 5))
                .as((status, minute) -> report(status, NOON.plusSeconds(minute * 60L)))
                .list().ofMaxSize(8);
    }

    private static VisitReport report(VisitStatus status, Instant at) {
        return new VisitReport("T-1", null, status, "code", at, null, null, null, null, List.of(), List.of());
    }
}
