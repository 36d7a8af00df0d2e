package io.rmahub.trial.embedded;

import io.rmahub.support.HubLauncher;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Settings and SQL that the tests of this package share. */
final class TestServers {

    static final Path BINARIES = HubLauncher.POSTGRES_BINARIES;

    private TestServers() {
    }

    static EmbeddedSettings settings(Map<String, String> more) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource(more);
        source.put("hub.embedded.postgres.binaries", BINARIES);
        return new Binder(source).bindOrCreate("hub.embedded", EmbeddedSettings.class);
    }

    static EmbeddedSettings postgresOnly() {
        return settings(Map.of("hub.embedded.artemis.enabled", "false", "hub.embedded.kafka.enabled", "false"));
    }

    static String jdbcUrl(EmbeddedServers servers) {
        return (String) servers.properties().get("spring.datasource.url");
    }

    static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
