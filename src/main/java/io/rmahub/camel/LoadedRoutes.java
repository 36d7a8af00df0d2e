package io.rmahub.camel;

import io.rmahub.settings.HubSettings;
import io.rmahub.startup.RouteFiles;
import io.rmahub.startup.StartupProblem;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.springframework.stereotype.Component;

/** Ends the start when Camel did not load every route that the files hold: without one it would start "healthy". */
@Component
final class LoadedRoutes implements CamelContextConfiguration {

    private final HubSettings settings;

    LoadedRoutes(HubSettings settings) {
        this.settings = settings;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        // Nothing: the routes are not there yet.
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        List<String> missing = RouteFiles.read(settings.home().resolve("routes")).routeIds().stream()
                .filter(id -> context.getRoute(id) == null)
                .sorted().map(id -> "route " + id + " was not loaded; see camel.main.routes-include-pattern").toList();
        StartupProblem.throwIfAny(missing);
    }
}
