package io.rmahub.separate;

import io.rmahub.support.ChildJvm;
import io.rmahub.support.FreePorts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** PostgreSQL and Artemis in one process, Kafka in another that can be killed and started again at its address. */
final class SeparateServers implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern READY = Pattern.compile("(?m)^READY (.*)$");
    /** Each life has a log of its own, so that the ready line of an earlier one is not taken for its. */
    private static final AtomicInteger LIVES = new AtomicInteger();
    private static final String ARTEMIS_PASSWORD = "separate-artemis";

    private final Path data;
    private final int kafkaPort = FreePorts.one();
    private final ChildJvm databaseAndBroker;
    private ChildJvm kafka;

    SeparateServers(Path data) {
        this.data = data;
        this.databaseAndBroker = servers("separate-servers", "servers", "--hub.embedded.kafka.enabled=false",
                "--hub.embedded.artemis.port=" + FreePorts.one(), "--hub.embedded.artemis.user=hub",
                "--hub.embedded.artemis.password=" + ARTEMIS_PASSWORD);
        startKafka();
    }

    private ChildJvm servers(String name, String folder, String... options) {
        List<String> arguments = new ArrayList<>(List.of("--hub.data-dir=" + data.resolve(folder)));
        arguments.addAll(List.of(options));
        return ChildJvm.startClass(name + "-" + LIVES.incrementAndGet(), "io.rmahub.trial.embedded.ServersApplication",
                List.of("-Xmx1g"), arguments);
    }

    /** Returns at once; it takes some seconds until Kafka accepts connections. */
    void startKafka() {
        kafka = servers("separate-kafka", "kafka", "--hub.embedded.postgres.enabled=false",
                "--hub.embedded.artemis.enabled=false", "--hub.embedded.kafka.port=" + kafkaPort);
    }

    void killKafka() {
        kafka.kill9();
    }

    /** Waits until all accept connections; the addresses under the very names that the production profile reads. */
    Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(addresses(databaseAndBroker));
        environment.put("HUB_KAFKA_BROKERS", addresses(kafka).get("HUB_KAFKA_BROKERS"));
        environment.put("HUB_DB_PASSWORD", "");
        environment.put("HUB_ARTEMIS_USER", "hub");
        environment.put("HUB_ARTEMIS_PASSWORD", ARTEMIS_PASSWORD);
        return environment;
    }

    private static Map<String, String> addresses(ChildJvm servers) {
        Map<String, String> addresses = new HashMap<>();
        Arrays.stream(servers.awaitLine(READY, PATIENCE).group(1).split(" "))
                .map(entry -> entry.split("=", 2)).forEach(entry -> addresses.put(entry[0], entry[1]));
        return addresses;
    }

    @Override
    public void close() {
        kafka.close();
        databaseAndBroker.close();
    }
}
