package io.rmahub.trial.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka node (KRaft: broker and controller in one) inside the process, with its log in a given folder.
 */
final class KafkaBroker implements AutoCloseable {

    private static final int NODE_ID = 1;
    private static final int PARTITIONS = 4;

    private final Path folder;
    private final EmbeddedSettings.Kafka settings;
    private final int port;
    private final int controllerPort = FreePort.orElseFree(0);
    private KafkaRaftServer server;

    KafkaBroker(Path dataFolder, EmbeddedSettings.Kafka settings, int port) {
        this.folder = dataFolder.resolve("kafka");
        this.settings = settings;
        this.port = port;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Starts the node, also after a crash, makes missing topics, and returns when clients can work. */
    void start() throws Exception {
        formatNewFolder();
        server = new KafkaRaftServer(new KafkaConfig(properties(), false), Time.SYSTEM);
        server.startup();
        createMissingTopics();
    }

    private void formatNewFolder() throws Exception {
        if (Files.exists(folder.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(folder);
        new Formatter()
                .setNodeId(NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
    }

    private Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("log.dirs", folder.toString());
        properties.put("listeners", "PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://" + address());
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        properties.put("auto.create.topics.enable", "false");
        properties.put("num.partitions", Integer.toString(PARTITIONS));
        // One node: nobody to replicate to, nobody to wait for.
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        // After a crash the node is refused until the session of its former self has run out.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        // Sized for a first run: the defaults take 128 MB of heap for the cleaner alone.
        properties.put("log.cleaner.dedupe.buffer.size", "4194304");
        properties.put("log.cleaner.io.buffer.size", "262144");
        properties.put("log.segment.bytes", "134217728");
        properties.put("log.retention.bytes", "1073741824");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        return properties;
    }

    private void createMissingTopics() throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address()))) {
            Set<String> there = admin.listTopics().names().get();
            List<NewTopic> missing = missing(settings.topics(), there);
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get();
            }
        }
    }

    private static List<NewTopic> missing(Collection<String> wanted, Set<String> there) {
        return wanted.stream()
                .filter(topic -> !there.contains(topic))
                .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                .toList();
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
    }
}
