package io.rmahub.benchmark;

import io.rmahub.support.FreePorts;
import io.rmahub.support.HttpConnection;
import io.rmahub.support.HubLauncher;
import io.rmahub.support.HubProcess;
import io.rmahub.support.Neighbours;
import io.rmahub.support.SandboxProcess;
import io.rmahub.support.ShippedConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Measures the packaged hub on this machine: {@code ./mvnw -Pbenchmark -DskipTests verify}. Client, hub and the
 * bare controller that it is compared with share the cores; hub and bare controller take turns, so that what
 * disturbs the machine disturbs both. Every figure of the hub is taken only after counting that nothing is
 * missing. Not a test: it takes minutes and its figures are only worth something on a quiet machine.
 */
public final class Benchmark {

    private static final List<String> EMPTY_PATHS = List.of("/sandbox/empty", "/sandbox/echo");

    /** A ticket is one message that makes the four calls of {@link Flows}, this mail and an event on Kafka. */
    private static final String MAIL = "notification";

    private final Options options;
    private final Report report = new Report();
    private final Measurements measurements;
    private QuickStart quickStart;

    private Benchmark(Options options) {
        this.options = options;
        this.measurements = new Measurements(options, report);
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 1 && "--help".equals(arguments[0])) {
            System.out.print(Options.HELP);
            return;
        }
        Locale.setDefault(Locale.ROOT);
        Options options = Options.of(arguments);
        giveUpAfter(options.atMost());
        new Benchmark(options).run();
        System.exit(0);
    }

    /** A normal exit, so that the children are stopped by the hook of {@link #run}. */
    private static void giveUpAfter(Duration time) {
        Thread watchdog = new Thread(() -> {
            try {
                TimeUnit.MILLISECONDS.sleep(time.toMillis());
                System.err.println("Given up after " + time.toMinutes() + " minutes");
                System.exit(2);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    private void run() throws Exception {
        Path data = Files.createTempDirectory("rma-hub-benchmark");
        Children children = new Children(data);
        Runtime.getRuntime().addShutdownHook(new Thread(children::close));
        try {
            BareProcess bare = children.keep(BareProcess.start(FreePorts.one(), data.resolve("bare")));
            SandboxProcess sandbox =
                    options.separateSandbox() ? children.keep(SandboxProcess.start("benchmark-sandbox")) : null;
            quickStart = options.quickStart() ? QuickStart.prepare(data.resolve("image")) : null;
            HubProcess hub = children.keepHub(start("benchmark-hub", data.resolve("hub"), sandbox, ""));
            report.progress("started, neighbours " + (sandbox == null ? "inside the hub's process" : "separate"));
            measure(children, bare, hub, sandbox);
            if (!options.acceptOnly().isEmpty()) {
                children.closeHub();
                HubProcess alone = start("benchmark-hub-accept-only", data.resolve("hub-alone"), sandbox,
                        options.acceptOnly());
                acceptAlone(children.keepHub(alone), bare);
            }
            finish();
        } finally {
            children.close();
        }
    }

    private HubProcess start(String name, Path dataDir, SandboxProcess sandbox, String extra) {
        HubLauncher launcher = HubLauncher.sandbox(name, dataDir).jvm(options.hubJvm())
                .with(options.hubArguments()).with(noOtherCalls());
        if (sandbox != null) {
            launcher.with(sandbox.hubArguments());
        }
        if (!extra.isEmpty()) {
            launcher.with(extra);
        }
        if (quickStart != null) {
            List<String> jvm = new ArrayList<>(options.hubJvm());
            jvm.addAll(quickStart.options());
            launcher.jar(quickStart.jar()).jvm(jvm);
        }
        return launcher.start();
    }

    /** Whoever else is shipped is not called, so that the figures of one state can be compared with another's. */
    private static List<String> noOtherCalls() {
        ShippedConfig config = ShippedConfig.read();
        return Stream.concat(config.targetsOf("rma.case-opened.v1").stream(), config.askedTargets().stream())
                .filter(target -> config.neighbour(target) != null)
                .filter(target -> !target.equals(MAIL) && !Flows.NEIGHBOURS.contains(target))
                .map(target -> "--hub.targets." + target + ".enabled=false").toList();
    }

    private void measure(Children children, BareProcess bare, HubProcess hub, SandboxProcess sandbox)
            throws Exception {
        Neighbours neighbours = sandbox == null ? new Neighbours(hub.uri("")) : sandbox.neighbours();
        Flows flows = new Flows(neighbours, hub.ops());
        String emptyPath = emptyPath(hub.port());
        measurements.warmUpBare(bare);
        measurements.warmUpHub(hub, flows, emptyPath);
        for (int round = 0; round < options.rounds(); round++) {
            measurements.empty(Measurements.BARE_EMPTY, bare.port(), BareInsert.EMPTY_PATH);
            if (emptyPath != null) {
                measurements.empty(Measurements.HUB_EMPTY, hub.port(), emptyPath);
            }
            measurements.bareInsert(bare);
            measurements.acceptAndDrain(hub, flows);
        }
        for (int round = 0; round < options.rounds(); round++) {
            measurements.burst(hub, flows);
        }
        measurements.endToEnd(hub, flows);
        HubProcess current = hub;
        for (int kill = 0; kill < options.kills(); kill++) {
            current = children.keepHub(measurements.killAndStartAgain(current));
        }
    }

    private void acceptAlone(HubProcess hub, BareProcess bare) {
        measurements.warmUpAccept(hub);
        for (int round = 0; round < options.rounds(); round++) {
            measurements.bareInsert(bare);
            measurements.acceptAlone(hub);
        }
    }

    /** The first endpoint of the hub's own server that answers an empty POST, or null. */
    private String emptyPath(int port) throws IOException {
        try (HttpConnection connection = new HttpConnection(port)) {
            for (String path : EMPTY_PATHS) {
                if (connection.exchange(Posts.empty(path)) / 100 == 2) {
                    report.note("empty POST on the hub's server goes to " + path);
                    return path;
                }
            }
        }
        report.note("the hub has no endpoint for an empty POST; only the bare controller's is measured");
        return null;
    }

    private void finish() {
        ratio(Measurements.HUB_ACCEPT, Measurements.BARE_INSERT);
        ratio(Measurements.HUB_ACCEPT_ALONE, Measurements.BARE_INSERT);
        ratio(Measurements.FLOWS, Measurements.BARE_INSERT);
        ratio(Measurements.HUB_EMPTY, Measurements.BARE_EMPTY);
        report.print();
    }

    private void ratio(String name, String base) {
        double ratio = report.median(name) / report.median(base);
        if (!Double.isNaN(ratio)) {
            report.note(String.format("%.2f = %s, divided by %s", ratio, name, base));
        }
    }

    /** What was started, ended once and in reverse order. */
    private static final class Children {

        private final Path data;
        private final List<AutoCloseable> others = new ArrayList<>();
        private HubProcess hub;

        Children(Path data) {
            this.data = data;
        }

        synchronized <T extends AutoCloseable> T keep(T child) {
            others.add(0, child);
            return child;
        }

        /** Replaces the hub before it, which has been killed or closed. */
        synchronized HubProcess keepHub(HubProcess next) {
            hub = next;
            return next;
        }

        synchronized void closeHub() {
            if (hub != null) {
                hub.close();
                hub = null;
            }
        }

        synchronized void close() {
            closeHub();
            for (AutoCloseable child : others) {
                try {
                    child.close();
                } catch (Exception e) {
                    System.err.println("A child could not be ended: " + e);
                }
            }
            others.clear();
            FileSystemUtils.deleteRecursively(data.toFile());
        }
    }
}
