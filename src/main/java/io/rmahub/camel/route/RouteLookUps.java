package io.rmahub.camel.route;

import io.rmahub.engine.processing.LookUp;
import io.rmahub.engine.processing.LookUpClient;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Makes look-ups for those who are not routes; the route {@code look-up-<name>} does the work. */
@Component
final class RouteLookUps implements LookUpClient {

    private final ProducerTemplate routes;

    RouteLookUps(ProducerTemplate routes) {
        this.routes = routes;
    }

    @Override
    public void ask(String name, String key) {
        routes.send("direct:look-up-" + name, exchange ->
                exchange.setProperty(ProcessingContext.PROPERTY, new LookUpContext.Single(new LookUp(name, key))));
    }
}
