package io.rmahub.engine.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * What one sets alarms on, over all organisations; read from the database at each scrape.
 *
 * <p>{@code hub.ledger.unaccounted} other than 0 means that a promise is broken.
 */
@Component
final class LedgerMeters {

    private static final String UNACCOUNTED = """
            select coalesce(sum(case state when 'ACCEPTED' then delta else -delta end), 0)
                   - (select count(*) from message_work)
            from ledger_tally""";

    private static final String QUARANTINED =
            "select coalesce(sum(delta), 0) from ledger_tally where state = 'QUARANTINED'";

    private static final String OLDEST_OPEN = """
            select coalesce(extract(epoch from now() - min(created_at)), 0) from delivery where status <> 'DEAD'""";

    private final JdbcTemplate jdbc;

    LedgerMeters(MeterRegistry meters, JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        gauge(meters, "hub.ledger.unaccounted", UNACCOUNTED);
        gauge(meters, "hub.ledger.waiting", "select count(*) from message_work");
        gauge(meters, "hub.ledger.quarantined", QUARANTINED);
        gauge(meters, "hub.deliveries.open", "select count(*) from delivery where status <> 'DEAD'");
        gauge(meters, "hub.deliveries.dead", "select count(*) from delivery where status = 'DEAD'");
        gauge(meters, "hub.deliveries.oldest.seconds", OLDEST_OPEN);
    }

    private void gauge(MeterRegistry meters, String name, String sql) {
        Gauge.builder(name, () -> jdbc.queryForObject(sql, Double.class)).register(meters);
    }
}
