package io.rmahub.engine.delivery;

import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.TargetSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Decides what follows a failed attempt, and notices when a target that was out is back.
 *
 * <p>An outage is a target whose breaker has opened. While it lasts, deliveries wait without using up their
 * schedule; the first success afterwards releases them all at once, spread over {@link #RELEASE_SPREAD}. An outage
 * that an earlier life of this hub saw is still one until then.
 */
@Component
public final class RedeliveryPolicy implements InitializingBean {

    /** How thin the callers of an open breaker are spread, as a multiple of the time it stays open. */
    private static final int OPEN_SPREAD = 15;
    private static final String RELEASE_SPREAD = "2 seconds";
    /** A target that comes and goes is not flooded more often than this. */
    private static final Duration BETWEEN_RELEASES = Duration.ofSeconds(10);

    private static final String RELEASE = """
            update delivery set next_attempt_at = now() + random() * ?::interval
            where target = ? and status = 'RETRY' and next_attempt_at > now()
              and cause = any (?)""";

    private static final String OUT_BEFORE =
            "select distinct target from delivery where status = 'RETRY' and cause = 'CIRCUIT_OPEN'";

    private static final Logger log = LoggerFactory.getLogger(RedeliveryPolicy.class);

    /**
     * @param nextAttempt  null when the delivery is given up
     * @param attemptsUsed how many attempts count from now on
     */
    record Planned(Attempt attempt, Instant nextAttempt, int attemptsUsed) {
    }

    private final HubSettings settings;
    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Map<String, Instant> outages = new ConcurrentHashMap<>();
    private final Map<String, Instant> released = new ConcurrentHashMap<>();

    public RedeliveryPolicy(HubSettings settings, JdbcTemplate jdbc, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public void afterPropertiesSet() {
        Instant now = clock.instant();
        jdbc.queryForList(OUT_BEFORE, String.class).forEach(target -> outages.put(target, now));
    }

    /** When a failed delivery is tried again, or that it is given up. */
    Planned after(Attempt attempt) {
        ClaimedDelivery delivery = attempt.delivery();
        TargetSettings target = settings.target(delivery.target());
        Instant now = clock.instant();
        if (attempt.cause() == Cause.CIRCUIT_OPEN) {
            if (outages.putIfAbsent(delivery.target(), now) == null) {
                log.warn("Target {} is out: its breaker has opened", delivery.target());
            }
            double spread = 1 + ThreadLocalRandom.current().nextDouble() * OPEN_SPREAD;
            Duration wait = Duration.ofMillis((long) (target.breaker().openFor().toMillis() * spread));
            return new Planned(attempt, now.plus(wait), delivery.attempt() - 1);
        }
        if (!attempt.cause().retriable()) {
            return new Planned(attempt, null, delivery.attempt());
        }
        var schedule = new RetrySchedule(target.retry(), () -> ThreadLocalRandom.current().nextDouble());
        Instant next = schedule.next(delivery.attempt(), now, attempt.retryAfter()).orElse(null);
        return new Planned(attempt, next, delivery.attempt());
    }

    /** A target that was out has answered: its waiting deliveries are released. */
    void delivered(String target) {
        Instant since = outages.get(target);
        if (since == null) {
            return;
        }
        Instant now = clock.instant();
        Instant last = released.get(target);
        if (last != null && Duration.between(last, now).compareTo(BETWEEN_RELEASES) < 0) {
            return;
        }
        if (outages.remove(target, since)) {
            released.put(target, now);
            int count = jdbc.update(RELEASE, RELEASE_SPREAD, target,
                    SqlArray.of("text", Cause.releasedNames()));
            log.info("Target {} is back after {}; {} deliveries released", target, Duration.between(since, now), count);
        }
    }
}
