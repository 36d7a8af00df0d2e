package io.rmahub.support;

import io.rmahub.camel.config.Leases;
import io.rmahub.engine.settings.HubSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The SQL files of routes, with the leases filled in that Camel asks a bean for. */
public final class RouteSql {

    private RouteSql() {
    }

    /** The statement of {@code sql/<name>}. */
    public static String read(String name, HubSettings settings) {
        Leases leases = new Leases(settings);
        Map<String, String> values = Map.of("message", leases.message(), "delivery", leases.delivery(), "call",
                leases.call());
        String sql = text(name);
        for (Map.Entry<String, String> value : values.entrySet()) {
            sql = sql.replace(":#${bean:leases." + value.getKey() + "}", "'" + value.getValue() + "'");
        }
        return sql;
    }

    private static String text(String name) {
        try (InputStream file = RouteSql.class.getResourceAsStream("/sql/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
