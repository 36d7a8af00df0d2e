package io.rmahub.crash;

import io.rmahub.support.HubProcess;
import io.rmahub.support.Postmasters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** Kills the hub at random moments, starts it again, and watches what comes back. */
final class Kills {

    private static final int LONGEST_DELAY_MILLIS = 400;
    /** Between these the start-up is cut off by a second kill. */
    private static final int START_CUT_FROM_MILLIS = 300;
    private static final int START_CUT_TO_MILLIS = 4000;
    private static final long ACCEPT_WITHIN_SECONDS = 180;
    private static final int WATCH_EVERY_MILLIS = 100;

    private final Random random;
    private final Posting posting;
    private final List<Kill> done = new ArrayList<>();
    private HubProcess hub;

    Kills(HubProcess hub, Posting posting, Random random) {
        this.hub = hub;
        this.posting = posting;
        this.random = random;
    }

    /**
     * One kill.
     *
     * @param acknowledgedBefore    tickets acknowledged until then
     * @param duringStart           whether the hub was killed while it was starting after another kill
     * @param acceptingAfterSeconds from the kill until the next 2xx, or NaN when it was killed before that
     * @param mostPostmasters       most PostgreSQL servers ever seen on the data folder since the kill
     */
    record Kill(int acknowledgedBefore, boolean duringStart, double acceptingAfterSeconds, int mostPostmasters) {

        @Override
        public String toString() {
            String again = duringStart ? "" : String.format(Locale.ROOT, "%.1f s", acceptingAfterSeconds);
            return String.format(Locale.ROOT, "%12d   %-12s %12s %12d", acknowledgedBefore,
                    duringStart ? "starting" : "working", again, mostPostmasters);
        }
    }

    /** Waits until so many tickets are acknowledged and a random moment longer, then kills and starts again. */
    void killAfter(int acknowledged, int probeTicket, boolean cutStart) throws Exception {
        while (posting.acknowledged().size() < acknowledged) {
            Thread.sleep(5);
        }
        Thread.sleep(random.nextInt(LONGEST_DELAY_MILLIS));
        if (cutStart) {
            int before = posting.acknowledged().size();
            killAndLaunch();
            int most = watch(START_CUT_FROM_MILLIS + random.nextInt(START_CUT_TO_MILLIS - START_CUT_FROM_MILLIS));
            done.add(new Kill(before, true, Double.NaN, most));
        }
        int before = posting.acknowledged().size();
        killAndLaunch();
        awaitAccepting(before, probeTicket);
    }

    private void killAndLaunch() {
        hub.kill9();
        hub = hub.again();
    }

    private void awaitAccepting(int before, int probeTicket) throws Exception {
        long killed = System.nanoTime();
        CompletableFuture<Long> accepted = CompletableFuture.supplyAsync(() -> acceptedAt(probeTicket));
        int most = 0;
        while (!accepted.isDone()) {
            if (System.nanoTime() - killed > ACCEPT_WITHIN_SECONDS * 1_000_000_000L || !hub.jvm().alive()) {
                throw new IllegalStateException("Does not accept again; see " + hub.jvm().log());
            }
            most = Math.max(most, Postmasters.below(hub.dataDir()).size());
            Thread.sleep(WATCH_EVERY_MILLIS);
        }
        most = Math.max(most, Postmasters.below(hub.dataDir()).size());
        done.add(new Kill(before, false, (accepted.get() - killed) / 1e9, most));
    }

    private long acceptedAt(int ticket) {
        try {
            posting.post(ticket);
            return System.nanoTime();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int watch(int millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000L;
        int most = 0;
        while (System.nanoTime() < end) {
            most = Math.max(most, Postmasters.below(hub.dataDir()).size());
            Thread.sleep(WATCH_EVERY_MILLIS);
        }
        return most;
    }

    /** The hub that runs now. */
    HubProcess hub() {
        return hub;
    }

    List<Kill> done() {
        return done;
    }
}
