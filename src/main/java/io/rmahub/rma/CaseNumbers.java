package io.rmahub.rma;

import java.time.Year;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Hands out {@code RMA-YYYY-NNNNN}, unique in an organisation and year.
 *
 * <p>Each hub reserves a block at a time, so that no case waits for another one's transaction. Numbers that a
 * stopped hub had reserved are never used: gaps are allowed.
 */
@Component
public final class CaseNumbers {

    private static final int BLOCK = 100;

    private static final String RESERVE = """
            insert into case_number (org_id, year, last) values (?, ?, ?)
            on conflict (org_id, year) do update set last = case_number.last + excluded.last
            returning last""";

    private record Series(String orgId, int year) {
    }

    private record Block(long next, long last) {
    }

    private final JdbcTemplate jdbc;
    private final TransactionTemplate ownTransaction;
    private final Map<Series, Block> blocks = new HashMap<>();

    public CaseNumbers(JdbcTemplate jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The next number; stays used even if the caller's transaction is rolled back. */
    public synchronized String next(String orgId, Year year) {
        var series = new Series(orgId, year.getValue());
        Block block = blocks.get(series);
        if (block == null || block.next() > block.last()) {
            long last = ownTransaction.execute(status ->
                    jdbc.queryForObject(RESERVE, Long.class, orgId, year.getValue(), BLOCK));
            block = new Block(last - BLOCK + 1, last);
        }
        blocks.put(series, new Block(block.next() + 1, block.last()));
        return String.format("RMA-%d-%05d", year.getValue(), block.next());
    }
}
