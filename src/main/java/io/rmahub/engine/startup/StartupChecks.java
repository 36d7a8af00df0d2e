package io.rmahub.engine.startup;

import io.rmahub.engine.mapping.Mappings;
import io.rmahub.engine.mapping.Schemas;
import io.rmahub.engine.settings.HubSettings;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;

/**
 * Compares routes, mappings and settings when all beans are made: before a route is loaded and before the web
 * server accepts connections. What is wrong ends the start with one {@link StartupException}.
 */
@Component
final class StartupChecks implements SmartInitializingSingleton {

    private final HubSettings settings;
    private final Mappings mappings;
    private final Schemas schemas;

    StartupChecks(HubSettings settings, Mappings mappings, Schemas schemas) {
        this.settings = settings;
        this.mappings = mappings;
        this.schemas = schemas;
    }

    @Override
    public void afterSingletonsInstantiated() {
        RouteFiles routes = RouteFiles.read(settings.home().resolve("routes"));
        List<String> problems = new ArrayList<>(routes.problems());
        problems.addAll(new SystemChecks(routes, mappings.names(), schemas.types()).problems(settings));
        StartupException.throwIfAny(problems);
    }
}
