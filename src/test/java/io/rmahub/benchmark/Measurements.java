package io.rmahub.benchmark;

import io.rmahub.support.HttpConnection;
import io.rmahub.support.HubOps;
import io.rmahub.support.HubProcess;
import io.rmahub.support.ThuliumPosts;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Each measurement once; the order and the rounds are {@link Benchmark}'s. */
final class Measurements {

    static final String BARE_EMPTY = "bare controller: empty POST/s";
    static final String HUB_EMPTY = "hub's server: empty POST/s";
    static final String BARE_INSERT = "bare controller: one INSERT, POST/s";
    static final String HUB_ACCEPT = "hub: durably accepted POST/s, processing going on";
    static final String HUB_ACCEPT_ALONE = "hub: durably accepted POST/s, processing off";
    static final String DRAIN = "hub: full flows/s while accepting and draining a backlog";
    static final String FLOWS = "hub: full flows/s, burst, four deliveries each";
    static final String E2E = "hub: end to end, ms";
    static final String KILL = "hub: accepting again after kill -9, s";

    private static final Duration DRAIN_WITHIN = Duration.ofMinutes(8);
    private static final Duration LAST_DELIVERY_WITHIN = Duration.ofMinutes(1);
    private static final Duration WARM_UP_EMPTY = Duration.ofSeconds(4);
    private static final long WARM_UP_BURST = 1000;

    private final Options options;
    private final Report report;
    private long nextId = RequestTemplate.FIRST_ID;

    Measurements(Options options, Report report) {
        this.options = options;
        this.report = report;
    }

    void warmUpBare(BareProcess bare) {
        Duration time = options.warmUpOfBare();
        LoadClient client = client(bare.port());
        client.during(time.dividedBy(5), Posts.emptyLoad(BareInsert.EMPTY_PATH), nextId);
        advance(client.during(time.multipliedBy(4).dividedBy(5), Posts.ticketsForBare(), nextId));
        report.progress("bare controller warm after " + time.toSeconds() + " s of load");
    }

    /** Small bursts, each carried to its end, so that the whole way of a ticket is warm, not only the door. */
    void warmUpHub(HubProcess hub, Flows flows, String emptyPath) throws InterruptedException {
        long start = System.nanoTime();
        Duration time = options.warmUpOfHub();
        if (emptyPath != null) {
            client(hub.port()).during(WARM_UP_EMPTY, Posts.emptyLoad(emptyPath), nextId);
        }
        flows.clear();
        long cases = 0;
        while (System.nanoTime() - start < time.toNanos()) {
            cases += advance(client(hub.port()).count(WARM_UP_BURST, Posts.tickets(), nextId)).requests();
            flows.await(cases, LAST_DELIVERY_WITHIN.multipliedBy(2));
        }
        flows.awaitAccounted(LAST_DELIVERY_WITHIN);
        report.progress("hub warm after " + time.toSeconds() + " s of load, " + cases + " cases");
    }

    void empty(String name, int port, String path) {
        Load load = client(port).during(options.empty(), Posts.emptyLoad(path), nextId);
        requireAllAccepted(name, load);
        report.add(name, load.perSecond());
        report.progress(String.format("%s: %.0f", name, load.perSecond()));
    }

    void bareInsert(BareProcess bare) {
        CpuShare cpu = CpuShare.since(bare.pid());
        Load load = advance(client(bare.port()).during(options.accept(), Posts.ticketsForBare(), nextId));
        record(BARE_INSERT, load, cpu);
    }

    /** Accepts for a while, then waits until every case of it has reached its four neighbours. */
    void acceptAndDrain(HubProcess hub, Flows flows) throws InterruptedException {
        flows.clear();
        long acceptedBefore = flows.ledger().accepted();
        long start = System.nanoTime();
        CpuShare cpu = CpuShare.since(hub.jvm().pid());
        Load load = advance(client(hub.port()).during(options.accept(), Posts.tickets(), nextId));
        record(HUB_ACCEPT, load, cpu);
        flows.await(load.requests(), DRAIN_WITHIN);
        report.add(DRAIN, load.requests() * 1e9 / (System.nanoTime() - start));
        requireLedger(flows, acceptedBefore + load.requests());
    }

    /** Accepts for a while in a hub that does not process. */
    void acceptAlone(HubProcess hub) {
        CpuShare cpu = CpuShare.since(hub.jvm().pid());
        record(HUB_ACCEPT_ALONE,
                advance(client(hub.port()).during(options.accept(), Posts.tickets(), nextId)), cpu);
    }

    void warmUpAccept(HubProcess hub) {
        advance(client(hub.port()).during(options.warmUpOfBare(), Posts.tickets(), nextId));
    }

    /** From the first POST until the last of the four neighbours counts the last case; then checked by name. */
    void burst(HubProcess hub, Flows flows) throws InterruptedException {
        flows.clear();
        long acceptedBefore = flows.ledger().accepted();
        CpuShare cpu = CpuShare.since(hub.jvm().pid());
        long start = System.nanoTime();
        Load load = advance(client(hub.port()).count(options.burst(), Posts.tickets(), nextId));
        requireAllAccepted(FLOWS, load);
        flows.await(load.requests(), DRAIN_WITHIN);
        double perSecond = load.requests() * 1e9 / (System.nanoTime() - start);
        String cores = cpu.text();
        requireLedger(flows, acceptedBefore + load.requests());
        long repeated = flows.verify(load.requests());
        report.add(FLOWS, perSecond);
        report.progress(String.format("%s: %.0f (accepted within %.1f s, 100 %% verified, %d repeats; %s)",
                FLOWS, perSecond, load.seconds(), repeated, cores));
    }

    /** From the moment before a ticket is posted until the last of its four neighbours has it. */
    void endToEnd(HubProcess hub, Flows flows) throws IOException, InterruptedException {
        // One case at a time takes other ways through the code than a rush; they are warmed up for as long.
        paced(hub, flows);
        Map<Long, Instant> sent = paced(hub, flows);
        flows.verify(sent.size());
        Map<Long, Instant> arrived = flows.lastArrivals();
        Histogram micros = new Histogram(3);
        sent.forEach((id, moment) -> micros.recordValue(
                Math.max(0, Duration.between(moment, arrived.get(id)).toNanos() / 1000)));
        for (double percentile : new double[] {50, 95, 99, 100}) {
            String name = percentile == 100 ? "max" : "p" + (int) percentile;
            report.add(E2E + " " + name + " at " + options.rate() + " cases/s",
                    micros.getValueAtPercentile(percentile) / 1000.0);
        }
        report.progress("end to end: " + sent.size() + " cases, 100 % verified");
    }

    private Map<Long, Instant> paced(HubProcess hub, Flows flows) throws IOException, InterruptedException {
        flows.clear();
        Map<Long, Instant> sent =
                new PacedLoad(hub.port(), options.rate()).run(options.rateFor(), Posts.tickets(), nextId);
        nextId += sent.size();
        flows.await(sent.size(), LAST_DELIVERY_WITHIN);
        return sent;
    }

    /** Kills the hub while it works on a backlog; returns the hub that accepts again. */
    HubProcess killAndStartAgain(HubProcess hub) throws InterruptedException {
        advance(client(hub.port()).count(WARM_UP_BURST, Posts.tickets(), nextId));
        hub.kill9();
        long killed = System.nanoTime();
        HubProcess next = hub.again();
        byte[] ticket = ThuliumPosts.rich(Long.toString(nextId++));
        while (!accepts(next.port(), ticket)) {
            if (!next.jvm().alive() || System.nanoTime() - killed > LAST_DELIVERY_WITHIN.toNanos()) {
                next.close();
                throw new IllegalStateException("Does not accept again; see " + next.jvm().log());
            }
            Thread.sleep(10);
        }
        double seconds = (System.nanoTime() - killed) / 1e9;
        report.add(KILL, seconds);
        report.progress(String.format("%s: %.1f", KILL, seconds));
        return next;
    }

    private static boolean accepts(int port, byte[] ticket) {
        try (HttpConnection connection = new HttpConnection(port)) {
            return connection.exchange(ticket) / 100 == 2;
        } catch (IOException e) {
            return false;
        }
    }

    private LoadClient client(int port) {
        return new LoadClient(port, options.connections());
    }

    private Load advance(Load load) {
        nextId = load.firstId() + load.requests() + load.refused();
        return load;
    }

    private void record(String name, Load load, CpuShare cpu) {
        requireAllAccepted(name, load);
        report.add(name, load.perSecond());
        for (double percentile : List.of(50.0, 99.0)) {
            report.add(name + ", p" + (int) percentile + " ms", load.millis(percentile));
        }
        report.progress(String.format("%s: %.0f, p50 %.1f ms, p99 %.1f ms, max %.0f ms (%s)", name,
                load.perSecond(), load.millis(50), load.millis(99), load.millis(100), cpu.text()));
    }

    private static void requireAllAccepted(String name, Load load) {
        if (load.refused() > 0 || load.requests() == 0) {
            throw new IllegalStateException(name + ": " + load.requests() + " accepted, " + load.refused()
                    + " refused");
        }
    }

    private static void requireLedger(Flows flows, long accepted) throws InterruptedException {
        flows.awaitAccounted(DRAIN_WITHIN);
        HubOps.Ledger ledger = flows.ledger();
        if (ledger.accepted() != accepted || ledger.unaccounted() != 0 || ledger.in("PROCESSED") != accepted) {
            throw new IllegalStateException("Expected " + accepted + " processed, but " + ledger);
        }
    }
}
