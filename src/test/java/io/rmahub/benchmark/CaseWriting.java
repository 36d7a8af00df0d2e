package io.rmahub.benchmark;

import com.github.f4b6a3.uuid.UuidCreator;
import io.rmahub.engine.jdbc.UnnestBatch;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** What it costs to write cases with their events, in one transaction each, here and there in turns. */
final class CaseWriting {

    private static final int ROUNDS = 7;
    private static final int TRANSACTIONS = 60;
    private static final int BATCH = 20;

    private static final String CASES = """
            insert into rma_case (id, org_id, number, external_ref, customer_id, status, priority, case_type,
                reason_code, fault_description, serial_number, product_sku, ticket_id, team, visit_needed, opened_at,
                due_at, warranty_outcome, decision_id, message_id)
            select id, 'demo', 'RMA-W-' || n, 'written:' || n, 'C' || n % 100000, 'REPORTED', 'normal',
                'warranty', 'defect',
                'The battery fails since Sunday, noticed by neighbour' || n, 'SBW' || n, 'SKU-' || n % 40, 'W' || n,
                'support', false, now(), now(), 'UNKNOWN', id, id
            from unnest(?::uuid[], ?::bigint[]) as t(id, n)""";
    private static final String EVENTS = """
            insert into rma_event (id, org_id, case_id, actor_id, event, from_value, to_value, at)
            select gen_random_uuid(), 'demo', id, 'written', 'status_changed', null, s.state, now()
            from unnest(?::uuid[], ?::bigint[]) as t(id, n)
                cross join (values ('REPORTED'), ('APPROVED')) as s(state)""";

    private final DataSource full;
    private final DataSource empty;
    private final Report report;
    private final AtomicLong numbers = new AtomicLong(System.nanoTime());

    CaseWriting(DataSource full, DataSource empty, Report report) {
        this.full = full;
        this.empty = empty;
        this.report = report;
    }

    void measure() throws Exception {
        try (Connection there = full.getConnection(); Connection here = empty.getConnection()) {
            round(there);
            round(here);
            for (int i = 0; i < ROUNDS; i++) {
                report.add("written cases/s, a million there", round(there));
                report.add("written cases/s, empty tables", round(here));
            }
        }
        report.note("%.2f = cost of writing a case with a million there, divided by that with empty tables".formatted(
                report.median("written cases/s, empty tables") / report.median("written cases/s, a million there")));
    }

    private double round(Connection connection) throws Exception {
        connection.setAutoCommit(false);
        JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        long start = System.nanoTime();
        for (int i = 0; i < TRANSACTIONS; i++) {
            List<Long> batch = LongStream.range(0, BATCH).map(each -> numbers.incrementAndGet()).boxed().toList();
            List<UUID> ids = batch.stream().map(n -> UuidCreator.getTimeOrderedEpochPlus1()).toList();
            List<Integer> rows = IntStream.range(0, BATCH).boxed().toList();
            for (String statement : List.of(CASES, EVENTS)) {
                UnnestBatch.of(rows).add("uuid", ids::get).add("bigint", batch::get).update(jdbc, statement);
            }
            connection.commit();
        }
        connection.setAutoCommit(true);
        return TRANSACTIONS * BATCH / ((System.nanoTime() - start) / 1e9);
    }
}
