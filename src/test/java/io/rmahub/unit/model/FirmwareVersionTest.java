package io.rmahub.unit.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of versions, as tables. */
class FirmwareVersionTest {

    @ParameterizedTest(name = "{0}: {1} before {2}")
    @CsvFileSource(resources = "/telemetry/versions.csv", numLinesToSkip = 1)
    void order(String what, String older, String newer) {
        assertThat(version(older)).as(what).isLessThan(version(newer));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvFileSource(resources = "/telemetry/same-versions.csv", numLinesToSkip = 1)
    void sameVersion(String one, String other) {
        assertThat(version(one)).isEqualByComparingTo(version(other));
        assertThat(version(one).order()).isEqualTo(version(other).order());
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"unknown", "V", "---", "beta"})
    void withoutANumberThereIsNoPlaceInTheOrder(String text) {
        assertThat(FirmwareVersion.of(text)).isEmpty();
    }

    private static FirmwareVersion version(String text) {
        return FirmwareVersion.of(text).orElseThrow();
    }
}
