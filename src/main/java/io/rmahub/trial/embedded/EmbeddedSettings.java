package io.rmahub.trial.embedded;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code hub.embedded.*}: the servers that the hub brings along for the first run.
 *
 * @param enabled false when PostgreSQL, Artemis and Kafka are reached at given addresses
 */
@ConfigurationProperties("hub.embedded")
public record EmbeddedSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue Postgres postgres,
        @DefaultValue Artemis artemis,
        @DefaultValue Kafka kafka) {

    /**
     * @param port     TCP port on the loopback address; 0 takes a free one
     * @param binaries where the server's programs are unpacked once; absent means inside the data folder
     */
    public record Postgres(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("0") int port,
            Path binaries) {
    }

    /**
     * @param port     TCP port on the loopback address for core and AMQP clients; 0 opens none
     * @param user     who may connect; must be given with a port
     * @param password of that user
     */
    public record Artemis(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("0") int port,
            String user,
            String password) {

        boolean hasUser() {
            return user != null && !user.isBlank() && password != null && !password.isBlank();
        }

        @Override
        public String toString() {
            return "Artemis[enabled=" + enabled + ", port=" + port + ", user " + (hasUser() ? "set" : "not set") + "]";
        }
    }

    /**
     * @param port   TCP port on the loopback address; 0 takes a free one
     * @param topics made at start where missing, since the broker makes none by itself
     */
    public record Kafka(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("0") int port,
            @DefaultValue({"rma.events", "warranty.events", "cloud.telemetry", "cloud.telemetry.rejected",
                "firmware.releases"})
            List<String> topics) {
    }
}
