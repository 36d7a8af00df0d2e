package io.rmahub.support;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database of its own with the hub's tables, on a real PostgreSQL that all tests of this JVM share. */
public final class TestDatabase implements AutoCloseable {

    private static EmbeddedPostgres server;

    private final HikariDataSource pool;
    public final JdbcTemplate jdbc;
    public final TransactionTemplate transaction;

    public TestDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        EmbeddedPostgres postgres = server();
        new JdbcTemplate(postgres.getPostgresDatabase()).execute("create database " + name);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.getJdbcUrl("postgres", name));
        config.setMaximumPoolSize(8);
        pool = new HikariDataSource(config);
        Flyway.configure().dataSource(pool).load().migrate();
        jdbc = new JdbcTemplate(pool);
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
    }

    private static synchronized EmbeddedPostgres server() {
        try {
            if (server == null) {
                server = EmbeddedPostgres.start();
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
