package io.rmahub.benchmark;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rmahub.camel.route.TelemetryRoute;
import io.rmahub.support.Postmasters;
import io.rmahub.support.ServersProcess;
import io.rmahub.unit.Telemetry;
import io.rmahub.unit.TelemetrySettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;

/**
 * How many readings a second reach PostgreSQL through the hub's own route, beside the rate at which the same consumer
 * reads and parses them and does nothing. Kafka and PostgreSQL (fsync on) run in another process on the same machine.
 *
 * <p>{@code --readings=20000000 --units=50000 --seconds=600 --raw-seconds=60 --consumers=1}: {@code seconds} ends the
 * writing pass early, and then it is said how many were read.
 */
public final class TelemetryBenchmark {

    private final Map<String, Long> options = new HashMap<>(
            Map.of("readings", 20_000_000L, "units", 50_000L, "seconds", 600L, "raw-seconds", 60L, "consumers", 1L));
    private final List<String> report = new ArrayList<>();
    private Path data;

    private TelemetryBenchmark(String[] args) {
        for (String arg : args) {
            String[] pair = arg.replaceFirst("^--", "").split("=", 2);
            if (pair.length != 2 || options.put(pair[0], Long.parseLong(pair[1])) == null) {
                throw new IllegalArgumentException("Unknown: " + arg + "; there are " + options.keySet());
            }
        }
    }

    public static void main(String[] args) throws Exception {
        new TelemetryBenchmark(args).run();
    }

    private void run() throws Exception {
        data = Files.createTempDirectory("telemetry-benchmark");
        try (ServersProcess servers = ServersProcess.start("telemetry-servers", data,
                "--hub.embedded.artemis.enabled=false")) {
            Map<String, String> ready = servers.addresses();
            measure(ready.get("HUB_DB_URL"), ready.get("HUB_DB_USER"), ready.get("HUB_KAFKA_BROKERS"));
        } finally {
            FileSystemUtils.deleteRecursively(data);
        }
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target/telemetry-benchmark.txt"), report);
    }

    private void measure(String url, String user, String brokers) throws Exception {
        long readings = options.get("readings");
        say("%,d readings of %,d units, %d processors, %d consumers", readings, options.get("units"),
                Runtime.getRuntime().availableProcessors(), options.get("consumers"));
        say("produced at %,.0f/s", ReadingLoad.produce(brokers, readings, options.get("units")));
        Rate before = raw(brokers, "raw-before");
        Rate stored = stored(url, user, brokers, readings);
        Rate after = raw(brokers, "raw-after");
        double raw = (before.perSecond() + after.perSecond()) / 2;
        double perMillion = (before.ownCpu() + after.ownCpu()) / 2;
        say("read and parsed only  %,9.0f/s (%,.0f/s before, %,.0f/s after), CPU per million readings: %.1f s",
                raw, before.perSecond(), after.perSecond(), perMillion);
        say("written to PostgreSQL %,9.0f/s, CPU per million readings: hub %.1f s, PostgreSQL %.1f s",
                stored.perSecond(), stored.ownCpu(), stored.databaseCpu());
        say("ratio                 %9.2f by the clock, %.2f by CPU of the consumer", stored.perSecond() / raw,
                perMillion / stored.ownCpu());
    }

    private Rate raw(String brokers, String group) throws Exception {
        ParsingOnly parsing = new ParsingOnly(settings());
        try (TelemetryRoute route = TelemetryRoute.start(brokers, group, options.get("consumers"), parsing)) {
            return rate(parsing::readings, options.get("readings"), options.get("raw-seconds"), null);
        }
    }

    private Rate stored(String url, String user, String brokers, long readings) throws Exception {
        try (var pool = new com.zaxxer.hikari.HikariDataSource()) {
            pool.setJdbcUrl(url);
            pool.setUsername(user);
            pool.setMaximumPoolSize(4);
            Flyway.configure().dataSource(pool).load().migrate();
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            say("fsync %s, synchronous_commit %s", jdbc.queryForObject("show fsync", String.class),
                    jdbc.queryForObject("show synchronous_commit", String.class));
            Telemetry telemetry = new Telemetry(settings(), "demo", ZoneOffset.UTC, jdbc,
                    new TransactionTemplate(new JdbcTransactionManager(pool)), Clock.systemUTC(),
                    new SimpleMeterRegistry());
            try (TelemetryRoute route = TelemetryRoute.start(brokers, "rma-hub", options.get("consumers"), telemetry)) {
                Rate rate = rate(() -> jdbc.queryForObject(
                        "select coalesce(sum(delta), 0) from telemetry_tally where kind = 'read'", Long.class),
                        readings, options.get("seconds"), "MB");
                say("rows: %s", jdbc.queryForMap("""
                        select (select count(*) from unit_state) as states,
                               (select count(*) from unit_presence) as presences,
                               (select count(*) from unit_day) as days,
                               (select count(*) from unit_firmware) as firmware,
                               (select count(*) from telemetry_tally where kind = 'read') as transactions"""));
                return rate;
            }
        }
    }

    /** CPU in seconds for a million readings: what others do on the machine changes it less than the clock's rate. */
    private record Rate(double perSecond, double ownCpu, double databaseCpu) {
    }

    private interface Counter {
        long count();
    }

    /** From the first counted reading on, until all are counted or time is up. */
    private Rate rate(Counter counter, long all, long seconds, String memory) throws InterruptedException {
        long first = 0;
        while (first == 0) {
            Thread.sleep(50);
            first = counter.count();
        }
        long started = System.nanoTime();
        double ownCpu = ownCpu();
        double databaseCpu = databaseCpu();
        long count = first;
        long nextReport = started;
        long reportEvery = Math.max(10, seconds / 20) * 1_000_000_000L;
        while (count < all && System.nanoTime() - started < seconds * 1_000_000_000L) {
            Thread.sleep(100);
            count = counter.count();
            if (memory != null && System.nanoTime() >= nextReport) {
                nextReport = System.nanoTime() + reportEvery;
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                say("%6.0f s %,14d readings, live heap %4d %s", (System.nanoTime() - started) / 1e9, count,
                        (runtime.totalMemory() - runtime.freeMemory()) >> 20, memory);
            }
        }
        double millions = Math.max(1, count - first) / 1e6;
        Rate rate = new Rate(millions * 1e6 / ((System.nanoTime() - started) / 1e9), (ownCpu() - ownCpu) / millions,
                (databaseCpu() - databaseCpu) / millions);
        say("        %,d readings at %,.0f/s", count - first, rate.perSecond());
        return rate;
    }

    private static double ownCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime() / 1e9;
    }

    /** Of the PostgreSQL server and those of its processes that live. */
    private double databaseCpu() {
        return Postmasters.below(data).stream()
                .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
                .mapToDouble(process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3).sum();
    }

    /** As shipped, with the field names of config/cloud left at their own: the load uses these. */
    static TelemetrySettings settings() {
        return new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("hub.telemetry", TelemetrySettings.class);
    }

    private void say(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        report.add(line);
        System.out.println(Instant.now().toString().substring(11, 19) + "  " + line);
    }
}
