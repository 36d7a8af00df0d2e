package io.rmahub.trial.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.support.FreePorts;
import io.rmahub.support.Postmasters;
import io.rmahub.support.ServersProcess;
import jakarta.jms.JMSContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when the process dies without a chance to tidy up. */
class KilledServersTest {

    @TempDir
    Path dataDir;

    @AfterEach
    void endServersThatAKillLeftBehind() {
        Postmasters.stopBelow(dataDir);
    }

    @Test
    void startsAgainAfterAKillWithDataKeptAndOnePostgres() throws Exception {
        ProcessHandle orphan;
        try (ServersProcess first = ServersProcess.start("killed-servers", dataDir)) {
            String url = first.addresses().get("HUB_DB_URL");
            TestServers.execute(url, "create table kept as select generate_series(1, 1000) as number");
            first.kill9();
            List<ProcessHandle> left = Postmasters.below(dataDir);
            assertThat(left).as("the server that the killed process left behind").hasSize(1);
            orphan = left.get(0);
            TestServers.execute(url, "insert into kept values (1001)");
        }

        long begin = System.nanoTime();
        try (EmbeddedServers servers = EmbeddedServers.start(dataDir, TestServers.settings(Map.of()))) {
            long accepting = (System.nanoTime() - begin) / 1_000_000;
            assertThat(TestServers.query(TestServers.jdbcUrl(servers), "select count(*) from kept")).isEqualTo("1001");
            assertThat(Postmasters.below(dataDir)).hasSize(1).doesNotContain(orphan);
            assertThat(accepting).as("milliseconds from start to accepting connections").isLessThan(15_000);
            servers.awaitKafka();
        }
        assertThat(Postmasters.below(dataDir)).isEmpty();
    }

    @Test
    void startsAgainWhenPostgresWasKilledToo() throws Exception {
        try (ServersProcess first = ServersProcess.start("killed-servers", dataDir,
                "--hub.embedded.artemis.enabled=false", "--hub.embedded.kafka.enabled=false")) {
            TestServers.execute(first.addresses().get("HUB_DB_URL"), "create table kept as select 1 as number");
            List<ProcessHandle> postgres = Postmasters.below(dataDir);
            first.kill9();
            postgres.forEach(ProcessHandle::destroyForcibly);
        }
        try (EmbeddedServers servers = EmbeddedServers.start(dataDir, TestServers.postgresOnly())) {
            assertThat(TestServers.query(TestServers.jdbcUrl(servers), "select count(*) from kept")).isEqualTo("1");
        }
    }

    @Test
    void startsAgainWhenAnotherProcessGotTheOldId() throws Exception {
        EmbeddedServers.start(dataDir, TestServers.postgresOnly()).close();
        Files.writeString(dataDir.resolve("postgres/postmaster.pid"), ProcessHandle.current().pid()
                + "\n" + dataDir.resolve("postgres")
                + "\n1700000000\n5432\n\n127.0.0.1\n        1         1\nready   \n");
        try (EmbeddedServers servers = EmbeddedServers.start(dataDir, TestServers.postgresOnly())) {
            assertThat(TestServers.query(TestServers.jdbcUrl(servers), "select 'alive'")).isEqualTo("alive");
        }
    }

    @Test
    void opensAllServersToOtherProcessesAndEndsWhenAsked() throws Exception {
        int port = FreePorts.one();
        try (ServersProcess servers = ServersProcess.start("killed-servers", dataDir,
                "--hub.embedded.artemis.port=" + port,
                "--hub.embedded.artemis.user=hub", "--hub.embedded.artemis.password=only-for-this-test")) {
            Map<String, String> addresses = servers.addresses();
            try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(addresses.get("HUB_ARTEMIS_URL"));
                    JMSContext context = factory.createContext("hub", "only-for-this-test")) {
                context.createProducer().send(context.createQueue("hub.process"), "over TCP");
                assertThat(context.createConsumer(context.createQueue("hub.process")).receiveBody(String.class, 5_000))
                        .isEqualTo("over TCP");
            }
            assertThat(addresses.get("HUB_KAFKA_BROKERS")).startsWith("127.0.0.1:");
            // 143: ended by TERM.
            assertThat(servers.end()).isEqualTo(143);
            assertThat(servers.output()).doesNotContain("only-for-this-test");
            assertThat(Postmasters.below(dataDir)).isEmpty();
        }
    }
}
