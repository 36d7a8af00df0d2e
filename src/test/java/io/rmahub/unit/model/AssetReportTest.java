package io.rmahub.unit.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.unit.model.AssetReport.Kept;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which reports on a unit tell its case something. */
class AssetReportTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private static AssetReport report(boolean known, int hours) {
        return new AssetReport("SB1", known, NOON.plusSeconds(hours * 3600L), "V1", List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "true,   1, true,  true",
        "true,   0, true,  false",
        "true,  -1, true,  false",
        "true,  -9, false, true",
        "false,  1, true,  false",
        "false,  1, false, false"})
    void theLaterMomentCountsAndKnowledgeOutdoesIgnorance(boolean known, int hours, boolean keptKnown, boolean news) {
        assertThat(report(known, hours).objection("SB1", new Kept(keptKnown, NOON)).isEmpty()).isEqualTo(news);
    }

    @Test
    void theFirstOneCountsWhateverItSays() {
        assertThat(report(false, 0).objection("SB1", null)).isEmpty();
        assertThat(report(true, -9000).objection("SB1", null)).isEmpty();
    }

    @Test
    void itMustBeAboutTheUnitThatTheCaseIsAboutByNow() {
        assertThat(report(true, 9).objection("SB2", new Kept(true, NOON))).contains("the case is about SB2 by now");
        assertThat(report(true, 9).objection(null, null)).contains("the case is about no unit by now");
    }

    @Test
    void aClockThatIsAheadDoesNotOutdoLaterReports() {
        AssetReport ahead = report(true, 24 * 365).notAfter(NOON);
        assertThat(ahead.observedAt()).isEqualTo(NOON);
        assertThat(report(true, 1).objection("SB1", new Kept(true, ahead.observedAt()))).isEmpty();
    }
}
