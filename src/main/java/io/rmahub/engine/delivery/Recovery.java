package io.rmahub.engine.delivery;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Before any route starts: makes what an earlier life of this hub left behind due at once, instead of when its
 * lease ends. What the broker still holds too is handed over twice and found done the second time.
 */
@Component
public final class Recovery implements InitializingBean {

    private static final String PARTITIONS = "select hub_ensure_partitions(hub_week(now()) - 1, hub_week(now()) + 4)";

    private static final String MESSAGES = "update message_work set next_attempt_at = now() where not postponed";

    private static final String DELIVERIES = """
            update delivery set status = 'QUEUED', owner = null, next_attempt_at = now()
            where status = 'QUEUED' or (status = 'IN_FLIGHT' and owner = ?)""";

    private static final Logger log = LoggerFactory.getLogger(Recovery.class);

    private final JdbcTemplate jdbc;
    private final HubInstance instance;

    public Recovery(JdbcTemplate jdbc, HubInstance instance) {
        this.jdbc = jdbc;
        this.instance = instance;
    }

    @Override
    public void afterPropertiesSet() {
        jdbc.query(PARTITIONS, row -> { });
        int messages = jdbc.update(MESSAGES);
        int deliveries = jdbc.update(DELIVERIES, instance.id());
        if (messages + deliveries > 0) {
            log.info("Left behind by an earlier run: {} messages, {} deliveries; handed over again", messages,
                    deliveries);
        }
    }
}
