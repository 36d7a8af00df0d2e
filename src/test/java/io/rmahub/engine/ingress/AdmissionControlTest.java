package io.rmahub.engine.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionControlTest {

    private static final int STEPS = 10;
    private static final int SENDERS = 32;

    private final AdmissionControl pressure = new AdmissionControl();

    @Test
    void stepsTakeTurnsInARushButNeverStop() throws Exception {
        IntStream.range(0, SENDERS).forEach(sender -> pressure.enter());

        // One step begins at once, each further one a slot of 100 ms later.
        assertThat(millisOf(STEPS)).isGreaterThanOrEqualTo((STEPS - 1) * 100L);
    }

    @Test
    void nobodyIsHeldOnceTheRushIsOver() throws Exception {
        IntStream.range(0, SENDERS).forEach(sender -> pressure.enter());
        IntStream.range(0, SENDERS).forEach(sender -> pressure.leave());

        // Ten thousand slots would be 1000 s.
        assertThat(millisOf(10_000)).isLessThan(Duration.ofSeconds(100).toMillis());
    }

    private long millisOf(int steps) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            long begin = System.nanoTime();
            for (Future<?> step : IntStream.range(0, steps)
                    .mapToObj(i -> threads.submit(pressure::yieldToIngress)).toList()) {
                step.get(60, TimeUnit.SECONDS);
            }
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
        } finally {
            threads.shutdownNow();
        }
    }
}
