package io.rmahub.engine.jdbc;

import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets several reads see the database as of one moment, so that what they come to together was true once. */
@Component
public final class Snapshot {

    private final TransactionTemplate transaction;

    public Snapshot(PlatformTransactionManager transactions) {
        transaction = new TransactionTemplate(transactions);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        transaction.setReadOnly(true);
    }

    public <T> T read(Supplier<T> reads) {
        return transaction.execute(status -> reads.get());
    }
}
