package io.rmahub.warranty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.unit.model.FirmwareVersion;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Units that miss a cell firmware: at risk, then void, unless a late reading shows that they were online. */
class EnforcementTest {

    private static final String OLD = FirmwareVersion.of("V2.3").orElseThrow().order();
    private static final String NEW = FirmwareVersion.of("V2.4").orElseThrow().order();
    private static final List<String> TOLD = List.of("warranty_fact", "warranty_event", "warranty_decision",
            "outbox_event", "delivery", "warranty_watch");

    private WarrantyFixture hub;

    @BeforeEach
    void start() {
        hub = new WarrantyFixture();
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void unitsThatMissedIt(int count) {
        hub.batteries(count, "2024-11-20");
        hub.lastOnline("2026-01-31T22:00:00Z", "V2.3", OLD);
        hub.release("V2.4", NEW, "2026-02-01T00:00:00Z", "2026-03-15T00:00:00Z");
    }

    private Map<String, Object> record(String serial) {
        return hub.database.jdbc.queryForMap("select * from warranty_record where serial = ?", serial);
    }

    private List<Long> counts() {
        return TOLD.stream().map(hub::count).toList();
    }

    @Test
    void whoMissedItIsAtRiskAndVoidWhenTheGraceHasEnded() {
        unitsThatMissedIt(3);
        hub.clock.set("2026-03-14T12:00:00Z");
        assertThat(hub.enforcement.run()).as("before the deadline").isZero();
        hub.clock.set("2026-03-20T12:00:00Z");
        assertThat(hub.enforcement.run()).isEqualTo(3);
        assertThat(record("B1").get("at_risk_until")).hasToString("2026-04-19");
        assertThat(hub.enforcement.run()).as("again").isZero();

        hub.clock.set("2026-04-19T21:00:00Z");
        assertThat(hub.enforcement.run()).as("the last day of the grace").isZero();
        hub.seenOnline("B2", "2026-03-01T10:00:00Z");
        hub.clock.set("2026-04-20T12:00:00Z");
        assertThat(hub.enforcement.run()).isEqualTo(3);

        assertThat(record("B1").get("voided_at")).isNotNull();
        assertThat(record("B1").get("cells_until")).hasToString("2026-04-20");
        assertThat(record("B1").get("expires_on")).as("parts go on").hasToString("2034-11-20");
        assertThat(record("B2").get("voided_at")).isNull();
        assertThat(record("B2").get("at_risk_until")).isNull();
        assertThat(hub.count("outbox_event where type = 'warranty.risk-withdrawn.v1'")).isOne();
        hub.seenOnline("B3", "2026-03-02T10:00:00Z");
        assertThat(hub.enforcement.run()).as("only an exception reverses a void").isZero();
    }

    @Test
    void whoWasOnlineOrHasItIsLeftAlone() {
        unitsThatMissedIt(3);
        hub.seenOnline("B1", "2026-02-10T10:00:00Z");
        hub.database.jdbc.update("""
                insert into unit_firmware (org_id, serial, component, version, version_order, first_seen_at,
                    last_seen_at)
                values ('demo', 'B2', 'cell', 'V2.10', ?, '2026-02-10Z', '2026-02-10Z')""",
                FirmwareVersion.of("V2.10").orElseThrow().order());

        assertThat(hub.enforcement.run()).isOne();
        assertThat(record("B3").get("at_risk_until")).isNotNull();
    }

    @Test
    void whatWasStoppedHalfWayGoesOnAndEndsTheSame() {
        unitsThatMissedIt(2_500);
        hub.database.jdbc.execute("""
                create function stop_here() returns trigger language plpgsql as $$
                begin if (select count(*) from warranty_watch) > 1000 then raise exception 'killed'; end if;
                return null; end $$""");
        hub.database.jdbc.execute("""
                create trigger stop_here after insert on warranty_decision
                for each statement execute function stop_here()""");
        assertThatThrownBy(() -> hub.enforcement.run()).hasMessageContaining("killed");
        long before = hub.count("warranty_record where at_risk_until is not null");
        assertThat(before).isBetween(1L, 2_499L).isEqualTo(hub.count("outbox_event"))
                .isEqualTo(hub.count("warranty_watch"));

        hub.database.jdbc.execute("drop trigger stop_here on warranty_decision");
        assertThat(hub.enforcement.run()).isEqualTo((int) (2_500 - before));
        assertThat(counts()).containsExactly(5_000L, 2_500L, 2_500L, 2_500L, 5_000L, 2_500L);
    }

    @Test
    void aHundredThousandAreJudgedInAMinute() {
        unitsThatMissedIt(100_000);
        hub.database.jdbc.execute("analyze");
        double cpu = cpuSeconds();
        long began = System.nanoTime();
        assertThat(hub.enforcement.run()).isEqualTo(100_000);
        double seconds = (System.nanoTime() - began) / 1e9;
        double used = cpuSeconds() - cpu;
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        List<Long> once = counts();
        long again = System.nanoTime();
        assertThat(hub.enforcement.run()).isZero();
        System.out.printf("100,000 units towards one firmware: %.1f s "
                + "(this JVM's CPU %.1f s, load %.1f); again %.1f s%n", seconds, used, load,
                (System.nanoTime() - again) / 1e9);

        assertThat(counts()).isEqualTo(once);
        assertThat(hub.count("warranty_record where at_risk_until = '2026-04-19'")).isEqualTo(100_000);
        // Where others have the cores too, the work itself is what counts.
        boolean shared = load > 2 * Runtime.getRuntime().availableProcessors();
        assertThat(shared ? used : seconds).isLessThan(60);
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime() / 1e9;
    }
}
