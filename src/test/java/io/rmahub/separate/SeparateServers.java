package io.rmahub.separate;

import io.rmahub.support.FreePorts;
import io.rmahub.support.ServersProcess;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** PostgreSQL and Artemis in one process, Kafka in another that can be killed and started again at its address. */
final class SeparateServers implements AutoCloseable {

    private static final String ARTEMIS_PASSWORD = "separate-artemis";

    private final Path data;
    private final int kafkaPort = FreePorts.one();
    private final ServersProcess databaseAndBroker;
    private ServersProcess kafka;

    SeparateServers(Path data) {
        this.data = data;
        this.databaseAndBroker = ServersProcess.start("separate-servers", data.resolve("servers"),
                "--hub.embedded.kafka.enabled=false", "--hub.embedded.artemis.port=" + FreePorts.one(),
                "--hub.embedded.artemis.user=hub", "--hub.embedded.artemis.password=" + ARTEMIS_PASSWORD);
        startKafka();
    }

    /** Returns at once; it takes some seconds until Kafka accepts connections. */
    void startKafka() {
        kafka = ServersProcess.start("separate-kafka", data.resolve("kafka"), "--hub.embedded.postgres.enabled=false",
                "--hub.embedded.artemis.enabled=false", "--hub.embedded.kafka.port=" + kafkaPort);
    }

    void killKafka() {
        kafka.kill9();
    }

    /** Waits until all accept connections; the addresses under the very names that the production profile reads. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(databaseAndBroker.addresses());
        environment.put("HUB_KAFKA_BROKERS", kafka.addresses().get("HUB_KAFKA_BROKERS"));
        environment.put("HUB_DB_PASSWORD", "");
        environment.put("HUB_ARTEMIS_USER", "hub");
        environment.put("HUB_ARTEMIS_PASSWORD", ARTEMIS_PASSWORD);
        return environment;
    }

    @Override
    public void close() {
        kafka.close();
        databaseAndBroker.close();
    }
}
