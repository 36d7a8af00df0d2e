package io.rmahub.camel.config;

import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.startup.RouteFiles;
import io.rmahub.engine.startup.StartupException;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the start, before readiness, when Camel did not load every route that the files hold: it would go on
 * "healthy" without them.
 */
@Component
final class LoadedRoutes {

    private final HubSettings settings;
    private final CamelContext context;

    LoadedRoutes(HubSettings settings, CamelContext context) {
        this.settings = settings;
        this.context = context;
    }

    @EventListener(ApplicationStartedEvent.class)
    void check() {
        List<String> missing = RouteFiles.read(settings.home().resolve("routes")).routeIds().stream()
                .filter(id -> context.getRoute(id) == null)
                .sorted().map(id -> "route " + id + " was not loaded; see camel.main.routes-include-pattern").toList();
        StartupException.throwIfAny(missing);
    }
}
