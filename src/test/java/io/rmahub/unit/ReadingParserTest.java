package io.rmahub.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.engine.processing.InvalidMessageException;
import io.rmahub.unit.ReadingParser.Posted;
import io.rmahub.unit.model.FleetFold;
import io.rmahub.unit.model.ImplausibleValue;
import io.rmahub.unit.model.Reading;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** What is read, what is implausible and what is refused, as tables. */
class ReadingParserTest {

    private static final Path SAMPLE = Path.of("../shared/samples/telemetry/cloudevent-device-telemetry.json");

    private final ReadingParser parser = Fleets.parser();
    private final FleetFold fold = new FleetFold(Duration.ofHours(1));

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/telemetry/readings.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '`')
    void read(String what, String key, String body, String time, String serial, Instant observed, Boolean online,
              String cell, BigDecimal soh, BigDecimal throughput, String implausible) {
        fold.add(parser.read(new Posted(key, body.getBytes(StandardCharsets.UTF_8), time, null), Fleets.NOW,
                fold::countImplausible));

        Reading reading = fold.sorted().get(0).newest();
        assertThat(reading.serial()).isEqualTo(serial);
        assertThat(reading.observedAt()).isEqualTo(observed);
        assertThat(reading.online()).isEqualTo(online);
        assertThat(reading.cellFirmware()).isEqualTo(cell);
        assertThat(reading.soh()).isEqualTo(soh);
        assertThat(reading.throughputKwh()).isEqualTo(throughput);
        assertThat(fold.implausibleValues().keySet().stream().map(ImplausibleValue::wireName)
                .collect(Collectors.joining(" ")))
                .isEqualTo(implausible == null ? "" : implausible);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/telemetry/malformed.csv", numLinesToSkip = 1, delimiter = '|', quoteCharacter = '`')
    void refused(String what, String key, String body, String reason) {
        byte[] value = body == null ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() ->
                fold.add(parser.read(new Posted(key, value, null, null), Fleets.NOW, fold::countImplausible)))
                .isInstanceOf(InvalidMessageException.class).hasMessage(reason);
        assertThat(fold.isEmpty()).as("nothing of it is kept").isTrue();
    }

    @Test
    void thirdPartySampleIsRead() throws Exception {
        Assumptions.assumeTrue(Files.exists(SAMPLE), () -> "There are no samples at " + SAMPLE.toAbsolutePath());
        fold.add(parser.read(new Posted("SP1ES120N12345", Files.readAllBytes(SAMPLE), null, null), Fleets.NOW,
                fold::countImplausible));
        Reading reading = fold.sorted().get(0).newest();
        assertThat(reading.observedAt()).isEqualTo("2026-03-02T09:00:00Z");
        assertThat(reading.throughputKwh()).isEqualTo("1834.2");
        assertThat(reading.maxTemperature()).isEqualTo("41.5");
        assertThat(fold.implausibleValues()).containsOnlyKeys(ImplausibleValue.SOH_NULL);
    }

    /** Whatever the bytes are, they are read or refused with a reason, and quickly. */
    @Test
    void anyBytesAreReadOrRefused() {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        Random random = new Random(seed);
        byte[] sound = """
                {"specversion":"1.0","time":"2026-03-02T09:00:00Z","subject":"S1","data":{"serialNumber":"S1",
                "online":true,"cellFirmware":"V2.31","soh":93.25,"lifetimeThroughputKwh":1834.2,"cycles":12,
                "minCellTemperature":-3.5,"faultCodes":["E1",7,null,{"a":1}],"observedAt":1772442000}}"""
                .getBytes(StandardCharsets.UTF_8);
        int refused = 0;
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = sound.clone();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                fold.add(parser.read(new Posted(i % 2 == 0 ? "S1" : null, bytes, null, null), Fleets.NOW,
                        fold::countImplausible));
            } catch (InvalidMessageException e) {
                refused++;
                assertThat(e.getMessage()).isNotBlank();
            } catch (RuntimeException e) {
                throw new AssertionError("fuzz.seed=" + seed + " " + new String(bytes, StandardCharsets.ISO_8859_1), e);
            }
        }
        assertThat(refused).isBetween(1, 49_999);
    }
}
