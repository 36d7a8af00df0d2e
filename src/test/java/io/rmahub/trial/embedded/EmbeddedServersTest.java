package io.rmahub.trial.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.support.Postmasters;
import io.rmahub.support.ServersProcess;
import jakarta.jms.JMSContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {

    @TempDir
    Path dataDir;

    @Test
    void keepsItsDataOverAStopAndAStart() throws Exception {
        EmbeddedSettings settings = TestServers.settings(Map.of());
        try (EmbeddedServers servers = EmbeddedServers.start(dataDir, settings)) {
            servers.awaitKafka();
            TestServers.execute(TestServers.jdbcUrl(servers),
                    "create table kept (text text); insert into kept values ('row')");
            sendToQueue(servers);
            sendToTopic(servers);
        }
        assertThat(Postmasters.below(dataDir)).isEmpty();

        try (EmbeddedServers servers = EmbeddedServers.start(dataDir, settings)) {
            servers.awaitKafka();
            assertThat(TestServers.query(TestServers.jdbcUrl(servers), "select text from kept")).isEqualTo("row");
            assertThat(receiveFromQueue(servers)).isEqualTo("message");
            assertThat(receiveFromTopic(servers)).isEqualTo("record");
        }
    }

    @Test
    void runsPostgresSoThatCommittedMeansKept() throws Exception {
        try (EmbeddedServers servers = EmbeddedServers.start(dataDir, TestServers.postgresOnly())) {
            String url = TestServers.jdbcUrl(servers);
            for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(TestServers.query(url, "show " + setting)).as(setting).isEqualTo("on");
            }
            assertThat(TestServers.query(url, "show shared_buffers")).isEqualTo("256MB");
            assertThat(TestServers.query(url, "show max_connections")).isEqualTo("100");
            assertThat(TestServers.query(url, "show server_encoding")).isEqualTo("UTF8");
            boolean lz4 = TestServers.query(url,
                    "select 'lz4' = any (enumvals) from pg_settings where name = 'wal_compression'").equals("t");
            assertThat(TestServers.query(url, "show wal_compression")).isEqualTo(lz4 ? "lz4" : "off");
        }
    }

    @Test
    void refusesASecondHubOnTheSameFolder() throws Exception {
        try (EmbeddedServers servers = EmbeddedServers.start(dataDir, TestServers.postgresOnly())) {
            assertThatThrownBy(() -> EmbeddedServers.start(dataDir, TestServers.postgresOnly()))
                    .hasMessageContaining("in use by another running hub (process " + ProcessHandle.current().pid()
                            + ")");
            try (ServersProcess second = ServersProcess.start("second-servers", dataDir)) {
                assertThat(second.awaitExit()).isNotZero();
                assertThat(second.output()).contains("in use by another running hub");
            }
            assertThat(TestServers.query(TestServers.jdbcUrl(servers), "select 'alive'")).isEqualTo("alive");
            assertThat(Postmasters.below(dataDir)).hasSize(1);
        }
    }

    @Test
    void beginsAnewWhereTheFirstStartNeverEnded() throws Exception {
        Files.createDirectories(dataDir.resolve("postgres/base"));
        Files.writeString(dataDir.resolve("postgres/postgresql.conf"), "half written");
        try (EmbeddedServers servers = EmbeddedServers.start(dataDir, TestServers.postgresOnly())) {
            assertThat(TestServers.query(TestServers.jdbcUrl(servers), "select 'alive'")).isEqualTo("alive");
        }
    }

    @Test
    void opensTheBrokerToOthersOnlyWithAUser() {
        assertThatThrownBy(() -> EmbeddedServers.start(dataDir,
                TestServers.settings(Map.of("hub.embedded.artemis.port", "61699"))))
                .hasMessageContaining("hub.embedded.artemis.user");
    }

    private static void sendToQueue(EmbeddedServers servers) {
        try (ActiveMQConnectionFactory factory = connectionFactory(servers);
                JMSContext context = factory.createContext()) {
            context.createProducer().send(context.createQueue("hub.process"), "message");
        }
    }

    private static String receiveFromQueue(EmbeddedServers servers) {
        try (ActiveMQConnectionFactory factory = connectionFactory(servers);
                JMSContext context = factory.createContext()) {
            return context.createConsumer(context.createQueue("hub.process")).receiveBody(String.class, 5_000);
        }
    }

    private static ActiveMQConnectionFactory connectionFactory(EmbeddedServers servers) {
        return new ActiveMQConnectionFactory((String) servers.properties().get("spring.artemis.broker-url"));
    }

    private static void sendToTopic(EmbeddedServers servers) throws Exception {
        Map<String, Object> properties = Map.of("bootstrap.servers", servers.properties().get("hub.kafka.brokers"));
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>("cloud.telemetry", 0, "key", "record")).get();
        }
    }

    private static String receiveFromTopic(EmbeddedServers servers) {
        Map<String, Object> properties = Map.of("bootstrap.servers", servers.properties().get("hub.kafka.brokers"));
        TopicPartition partition = new TopicPartition("cloud.telemetry", 0);
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<String, String>> records = consumer.poll(Duration.ofSeconds(10)).records(partition);
            return records.get(0).value();
        }
    }
}
