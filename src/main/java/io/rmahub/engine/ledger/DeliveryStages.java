package io.rmahub.engine.ledger;

import io.rmahub.engine.ledger.MessageView.DeliveryStage;
import io.rmahub.engine.ledger.MessageView.StageView;
import io.rmahub.engine.ledger.MessageView.Try;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The deliveries that messages led to, open and done, with every call. */
@Component
final class DeliveryStages {

    private static final String DELIVERIES = """
            select id, message_id, target, type, status, attempts, next_attempt_at, cause, last_error, created_at as at
            from delivery where message_id = any (?)
            union all
            select id, message_id, target, type, status, attempts, null, null, null, done_at
            from delivery_done where message_id = any (?)
            order by target, id""";

    private static final String TRIES = """
            select delivery_id, attempt, at, duration_millis, request, response_status, response, cause, error
            from delivery_attempt where delivery_id = any (?) order by at""";

    private final JdbcTemplate jdbc;

    DeliveryStages(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Map<UUID, List<StageView>> of(UUID[] messageIds, boolean contents) {
        Map<UUID, List<Try>> tries = contents ? tries(messageIds) : Map.of();
        Map<UUID, List<StageView>> stages = new HashMap<>();
        jdbc.query(DELIVERIES, row -> {
            UUID id = row.getObject("id", UUID.class);
            var delivery = new DeliveryStage(id, row.getString("target"), row.getString("type"),
                    row.getString("status"), row.getInt("attempts"), MessageSearch.instant(row, "next_attempt_at"),
                    row.getString("cause"), row.getString("last_error"), contents ? tries.get(id) : null);
            stages.computeIfAbsent(row.getObject("message_id", UUID.class), key -> new ArrayList<>())
                    .add(new StageView("DELIVERY", MessageSearch.instant(row, "at"), null, null, null, delivery));
        }, messageIds, messageIds);
        return stages;
    }

    private Map<UUID, List<Try>> tries(UUID[] messageIds) {
        List<UUID> deliveries = jdbc.queryForList("""
                select id from delivery where message_id = any (?)
                union all select id from delivery_done where message_id = any (?)""",
                UUID.class, messageIds, messageIds);
        Map<UUID, List<Try>> tries = new HashMap<>();
        jdbc.query(TRIES, row -> {
            tries.computeIfAbsent(row.getObject("delivery_id", UUID.class), key -> new ArrayList<>())
                    .add(new Try(row.getInt("attempt"), MessageSearch.instant(row, "at"),
                            row.getInt("duration_millis"), row.getString("request"),
                            row.getObject("response_status", Integer.class), row.getString("response"),
                            row.getString("cause"), row.getString("error")));
        }, (Object) deliveries.toArray(UUID[]::new));
        return tries;
    }
}
