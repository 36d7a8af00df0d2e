package io.rmahub.trial.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL as a child process with its data in a given folder.
 *
 * <p>Promises what a PostgreSQL server promises: what is committed survives the end of hub, server and machine.
 * The library that brings the programs is made for tests and switches this off, so it is switched on here.
 */
final class PostgresServer implements AutoCloseable {

    static final String DATABASE = "rmahub";
    static final String USER = "postgres";

    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("max_connections", "100"),
            Map.entry("wal_buffers", "16MB"),
            // Bounds the log that a restart after a machine's crash must replay to about two seconds.
            Map.entry("max_wal_size", "512MB"),
            Map.entry("min_wal_size", "128MB"),
            Map.entry("checkpoint_timeout", "5min"),
            Map.entry("checkpoint_completion_target", "0.9"),
            Map.entry("random_page_cost", "1.1"),
            // The hub's statements are short; compiling them takes longer than running them.
            Map.entry("jit", "off"),
            // Authentication is by address, so nobody from outside may reach the server.
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""));

    private final EmbeddedPostgres server;

    private PostgresServer(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts the server and returns when it accepts connections. A server left behind on the folder by a killed
     * hub is stopped first.
     *
     * @param dataFolder the hub's data folder, whose {@link DataFolderLock} the caller holds
     */
    static PostgresServer start(Path dataFolder, EmbeddedSettings.Postgres settings, int port)
            throws IOException, SQLException, InterruptedException {
        Path cluster = dataFolder.resolve("postgres");
        Path complete = dataFolder.resolve("postgres.complete");
        OrphanedPostgres orphan = new OrphanedPostgres(cluster);
        orphan.stop();
        if (!Files.exists(complete)) {
            // The first start never got to its end, so nothing was ever stored here.
            orphan.stopInitialisation();
            FileSystemUtils.deleteRecursively(cluster);
        }
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(binaries(dataFolder, settings).toFile())
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(60))
                .setRegisterShutdownHook(false)
                .setLocaleConfig("locale", "C")
                // A file, not a pipe to this process: an orphan must be able to go on writing.
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(dataFolder.resolve("postgres.log").toFile()));
        SETTINGS.forEach(builder::setServerConfig);
        PostgresServer started = new PostgresServer(builder.start());
        started.prepareDatabase();
        if (!Files.exists(complete)) {
            Files.createFile(complete);
        }
        return started;
    }

    private static Path binaries(Path dataFolder, EmbeddedSettings.Postgres settings) {
        return settings.binaries() == null
                ? dataFolder.resolve("postgres-binaries")
                : settings.binaries().toAbsolutePath().normalize();
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + DATABASE;
    }

    private void prepareDatabase() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!yes(statement, "select exists (select from pg_database where datname = '" + DATABASE + "')")) {
                statement.execute("create database " + DATABASE);
            }
            // Which methods there are depends on how the programs were built.
            if (yes(statement, "select 'lz4' = any (enumvals) and setting <> 'lz4' from pg_settings "
                    + "where name = 'wal_compression'")) {
                statement.execute("alter system set wal_compression = 'lz4'");
                statement.execute("select pg_reload_conf()");
            }
        }
    }

    private static boolean yes(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** Cuts clients off, writes everything and stops the process. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}
