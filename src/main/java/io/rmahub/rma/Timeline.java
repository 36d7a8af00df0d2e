package io.rmahub.rma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.Sql;
import io.rmahub.engine.jdbc.SqlArray;
import io.rmahub.engine.jdbc.UnnestBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The events of cases: appended, never changed. */
@Component
final class Timeline {

    private static final String APPEND = """
            insert into rma_event (id, org_id, case_id, actor_id, event, from_value, to_value, detail, message_id, at)
            select * from unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::text[], ?::uuid[], ?::timestamptz[])""";

    /** What moves a clock; see {@link ClockHistory}. */
    private static final String CLOCK = """
            select case_id, event, from_value, to_value, at from rma_event
            where case_id = any (?) and event in ('status_changed', 'priority_changed', 'escalated', 'visit_needed',
                                                  'visit.completed')
            order by id""";

    /** One line of the timeline. */
    record Entry(String orgId, UUID caseId, String actor, String event, String from, String to, JsonNode detail,
                 UUID causeId, Instant at) {

        Entry with(JsonNode other) {
            return new Entry(orgId, caseId, actor, event, from, to, other, causeId, at);
        }
    }

    private final JdbcTemplate jdbc;

    Timeline(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void append(List<Entry> entries) {
        UnnestBatch.of(entries)
                .add("uuid", entry -> UuidCreator.getTimeOrderedEpochPlus1()).add("text", Entry::orgId)
                .add("uuid", Entry::caseId).add("text", Entry::actor).add("text", Entry::event)
                .add("text", Entry::from).add("text", Entry::to)
                .add("text", entry -> entry.detail() == null ? "{}" : entry.detail().toString())
                .add("uuid", Entry::causeId).add("timestamptz", Entry::at)
                .update(jdbc, APPEND);
    }

    /** Of each case the lines that move its clocks, in the order in which they were written. */
    Map<UUID, List<Entry>> ofClocks(List<UUID> cases) {
        Map<UUID, List<Entry>> entries = new HashMap<>();
        jdbc.query(CLOCK, row -> {
            UUID id = row.getObject("case_id", UUID.class);
            entries.computeIfAbsent(id, each -> new ArrayList<>()).add(new Entry(null, id, null,
                    row.getString("event"), row.getString("from_value"), row.getString("to_value"),
                    JsonNodeFactory.instance.objectNode(), null, Sql.instant(row, "at")));
        }, SqlArray.of("uuid", cases));
        return entries;
    }
}
