package io.rmahub.engine.startup;

import io.rmahub.engine.settings.HubSettings;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Logs the {@link StartupSummary} once everything is up. */
@Component
final class SummaryAtStart {

    private static final Logger log = LoggerFactory.getLogger(SummaryAtStart.class);

    private final HubSettings settings;
    private final Environment environment;

    SummaryAtStart(HubSettings settings, Environment environment) {
        this.settings = settings;
        this.environment = environment;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        // Only the packaged jar carries its version.
        String version = SummaryAtStart.class.getPackage().getImplementationVersion();
        String shown = Objects.requireNonNullElse(version, "unpackaged");
        log.info("{}", new StartupSummary(settings, environment, shown).text());
    }
}
