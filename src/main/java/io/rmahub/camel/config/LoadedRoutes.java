package io.rmahub.camel.config;

import io.rmahub.engine.processing.LookUpCache;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.startup.RouteFiles;
import io.rmahub.engine.startup.StartupException;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends the start, before readiness, when Camel did not load every route that the files hold, since it would go on
 * "healthy" without them; or when there is no route for a look-up.
 */
@Component
final class LoadedRoutes {

    private final HubSettings settings;
    private final CamelContext context;
    private final List<LookUpCache> lookUps;

    LoadedRoutes(HubSettings settings, CamelContext context, List<LookUpCache> lookUps) {
        this.settings = settings;
        this.context = context;
        this.lookUps = lookUps;
    }

    @EventListener(ApplicationStartedEvent.class)
    void check() {
        RouteFiles files = RouteFiles.read(settings.home().resolve("routes"));
        List<String> missing = new ArrayList<>(files.routeIds().stream()
                .filter(id -> context.getRoute(id) == null)
                .sorted().map(id -> "route " + id + " was not loaded; see camel.main.routes-include-pattern").toList());
        lookUps.stream().map(LookUpCache::name).filter(name -> !files.endpoints().contains("direct:look-up-" + name))
                .forEach(name -> missing.add("look-up " + name + " has no route from direct:look-up-" + name));
        StartupException.throwIfAny(missing);
    }
}
