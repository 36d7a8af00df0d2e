package io.rmahub.crash;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rmahub.camel.route.TelemetryRoute;
import io.rmahub.unit.Telemetry;
import io.rmahub.unit.TelemetrySettings;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The route of readings in a process of its own, to be killed. Arguments: database URL, user, brokers. */
public final class TelemetryWorker {

    private TelemetryWorker() {
    }

    public static void main(String[] args) throws Exception {
        TelemetryRoute.start(args[2], "rma-hub", 2, telemetry(pool(args[0], args[1]), "demo"));
        System.out.println("WORKING");
        Thread.currentThread().join();
    }

    static HikariDataSource pool(String url, String user) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setMaximumPoolSize(3);
        return pool;
    }

    /** Folds little at a time, so that a kill falls between database and offsets more often. */
    static Telemetry telemetry(DataSource pool, String orgId) {
        TelemetrySettings settings = new Binder(new MapConfigurationPropertySource(
                Map.of("hub.telemetry.fold.most-readings", "500", "hub.telemetry.fold.longest", "100ms")))
                .bindOrCreate("hub.telemetry", TelemetrySettings.class);
        return new Telemetry(settings, orgId, ZoneOffset.UTC, new JdbcTemplate(pool),
                new TransactionTemplate(new JdbcTransactionManager(pool)), Clock.systemUTC(),
                new SimpleMeterRegistry());
    }
}
