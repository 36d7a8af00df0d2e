package io.rmahub.engine.delivery;

import io.rmahub.engine.jdbc.GroupCommit;
import io.rmahub.engine.jdbc.UnnestBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Makes sure that a delivery is called by one consumer at a time: a second copy of a hand-over finds nothing to
 * claim. A copy that the broker gives out again because its first consumer is gone takes the claim over.
 */
@Component
public final class DeliveryLeases implements DisposableBean {

    /**
     * A claim that a crash of the database forgets is only claimed again, like one whose consumer died. So its commit
     * does not wait for the disk; it is the one write that does not. It changes no column that has an index, so the
     * indexes of a busy table need not be written (a heap-only tuple). The arrays stand in sub-selects to hide their
     * lengths from the planner: for each length it would plan anew, which took as long as the claim itself.
     */
    private static final String CLAIM = """
            update delivery d
            set status = 'IN_FLIGHT', attempts = d.attempts + 1, owner = ?, claimed_at = now()
            from unnest((select ?::uuid[]), (select ?::boolean[])) as c(id, redelivered),
                 (select set_config('synchronous_commit', 'off', true)) as relaxed
            where d.id = c.id and (d.status = 'QUEUED' or (c.redelivered and d.status = 'IN_FLIGHT'))
            returning d.id, d.event_id, d.target, d.line_id, d.attempts""";

    private record Claim(UUID id, boolean redelivered) {
    }

    private final JdbcTemplate jdbc;
    private final HubInstance instance;
    private final GroupCommit<Claim, Optional<ClaimedDelivery>> writer;

    public DeliveryLeases(JdbcTemplate jdbc, HubInstance instance) {
        this.jdbc = jdbc;
        this.instance = instance;
        this.writer = new GroupCommit<>("claim", 1, 128, this::write);
    }

    /** The delivery to call, or empty if it is done, being called, or not due. */
    public Optional<ClaimedDelivery> claim(UUID id, boolean redelivered) {
        return writer.submit(new Claim(id, redelivered));
    }

    private List<Optional<ClaimedDelivery>> write(List<Claim> batch) {
        Map<UUID, ClaimedDelivery> claimed = new HashMap<>();
        UnnestBatch.of(batch).add("uuid", Claim::id).add("boolean", Claim::redelivered)
                .query(jdbc, CLAIM, DeliveryLeases::claimed, instance.id())
                .forEach(delivery -> claimed.put(delivery.id(), delivery));
        // Two copies in one batch: the first gets it.
        return batch.stream().map(claim -> Optional.ofNullable(claimed.remove(claim.id()))).toList();
    }

    private static ClaimedDelivery claimed(ResultSet row, int number) throws SQLException {
        return new ClaimedDelivery(row.getObject("id", UUID.class), row.getObject("event_id", UUID.class),
                row.getString("target"), row.getObject("line_id", UUID.class), row.getInt("attempts"));
    }

    @Override
    public void destroy() {
        writer.close();
    }
}
