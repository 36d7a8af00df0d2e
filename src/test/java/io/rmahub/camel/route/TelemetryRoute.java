package io.rmahub.camel.route;

import io.rmahub.unit.Telemetry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.camel.component.kafka.KafkaComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The shipped route of readings alone, without a hub around it. */
public final class TelemetryRoute implements AutoCloseable {

    private static final Path FILE = Path.of("routes/ingest/telemetry.camel.yaml");

    private final DefaultCamelContext context = new DefaultCamelContext();

    private TelemetryRoute() {
    }

    /** With the hub's own steps. */
    public static TelemetryRoute start(String brokers, String group, long consumers, Telemetry telemetry)
            throws Exception {
        return start(brokers, group, consumers, new TelemetrySteps(telemetry, Clock.systemUTC()));
    }

    /** With other steps in their place, that have methods of the same names. */
    public static TelemetryRoute start(String brokers, String group, long consumers, Object steps) throws Exception {
        TelemetryRoute route = new TelemetryRoute();
        KafkaComponent kafka = new KafkaComponent();
        kafka.getConfiguration().setBrokers(brokers);
        // The shortest that a broker allows: who is killed and started again waits so long for what its former self
        // held.
        kafka.getConfiguration().setSessionTimeoutMs(6000);
        kafka.getConfiguration().setHeartbeatIntervalMs(1000);
        kafka.setKafkaManualCommitFactory(new KafkaPosition.Factory());
        route.context.addComponent("kafka", kafka);
        route.context.getRegistry().bind("telemetrySteps", steps);
        route.context.getPropertiesComponent().addInitialProperty("hub.telemetry.consumers", Long.toString(consumers));
        route.context.getPropertiesComponent().addInitialProperty("hub.sources.cloud.enabled", "true");
        // What is done about errors belongs to the hub as a whole.
        String text = Files.readString(FILE).replace("groupId: rma-hub", "groupId: " + group)
                .replaceAll("(?m)^ *routeConfigurationId:.*\\n", "");
        route.context.getShutdownStrategy().setTimeout(5);
        PluginHelper.getRoutesLoader(route.context).loadRoutes(ResourceHelper.fromString("telemetry.camel.yaml", text));
        route.context.start();
        return route;
    }

    @Override
    public void close() {
        context.stop();
    }
}
