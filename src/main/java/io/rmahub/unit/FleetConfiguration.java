package io.rmahub.unit;

import io.micrometer.core.instrument.MeterRegistry;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The way of readings, made from settings; wrong ones stop the start. */
@Configuration(proxyBeanMethods = false)
class FleetConfiguration {

    @Bean
    Telemetry telemetry(TelemetrySettings settings, HubSettings hub, JdbcTemplate jdbc, TransactionTemplate transaction,
                        Clock clock, MeterRegistry meters) {
        SourceSettings source = hub.source(settings.source());
        return new Telemetry(settings, source.orgId(), source.timeZone(), jdbc, transaction, clock, meters);
    }
}
