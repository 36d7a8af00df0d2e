package io.rmahub.trial.embedded;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * The Artemis broker inside the process, with its journal in a given folder.
 *
 * <p>PostgreSQL is the truth and the broker is only the wire: what the broker loses in a crash is handed over
 * again from the ledger and the outbox. So a send waits for no disk, which makes it hundreds of times faster.
 */
final class ArtemisServer implements AutoCloseable {

    static final String DEAD_LETTERS = "hub.dlq";

    private static final AtomicInteger NEXT_ID = new AtomicInteger();
    private static final String ROLE = "hub";
    private static final int MEGABYTE = 1024 * 1024;

    private final EmbeddedActiveMQ server = new EmbeddedActiveMQ();
    // In-VM addresses are numbered per process; tests run several brokers in one.
    private final int id = NEXT_ID.getAndIncrement();
    private final Path folder;
    private final EmbeddedSettings.Artemis settings;

    ArtemisServer(Path dataFolder, EmbeddedSettings.Artemis settings) {
        if (settings.port() != 0 && !settings.hasUser()) {
            throw new IllegalStateException("hub.embedded.artemis.port opens the broker to other processes: "
                    + "hub.embedded.artemis.user and hub.embedded.artemis.password must be set with it");
        }
        this.folder = dataFolder.resolve("artemis");
        this.settings = settings;
    }

    /** Starts the broker and returns when it accepts connections. */
    void start() throws Exception {
        server.setConfiguration(configuration());
        if (settings.hasUser()) {
            SecurityConfiguration users = new SecurityConfiguration();
            users.addUser(settings.user(), settings.password());
            users.addRole(settings.user(), ROLE);
            server.setSecurityManager(new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users));
        }
        server.start();
    }

    /**
     * Where clients in this process connect. The window is what the broker sends ahead to one consumer: about
     * 40 messages, so that competing consumers share a short queue and none hoards it.
     */
    String inVmUrl() {
        return "vm://" + id + "?consumerWindowSize=16384";
    }

    /** Where clients in other processes on this machine connect. */
    String tcpUrl() {
        return "tcp://127.0.0.1:" + settings.port() + "?consumerWindowSize=16384";
    }

    private Configuration configuration() throws Exception {
        Configuration configuration = new ConfigurationImpl()
                .setName("rma-hub")
                .setPersistenceEnabled(true)
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setJournalDirectory(folder.resolve("journal").toString())
                .setLargeMessagesDirectory(folder.resolve("large-messages").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setNodeManagerLockDirectory(folder.resolve("lock").toString())
                // Nothing waits for the disk, so asynchronous native I/O has nothing to win.
                .setJournalType(JournalType.NIO)
                .setJournalSyncTransactional(false)
                .setJournalSyncNonTransactional(false)
                .setJournalBufferTimeout_NIO(500_000)
                .setIDCacheSize(20_000)
                .setPersistIDCache(false)
                .setSecurityEnabled(settings.hasUser())
                .setJMXManagementEnabled(false)
                .setGlobalMaxSize(256L * MEGABYTE)
                // A share of the disk, as is the default, blocks all sends on a big one that has room enough.
                .setMaxDiskUsage(-1)
                .setMinDiskFree(256L * MEGABYTE)
                .addAcceptorConfiguration("in-vm", "vm://" + id)
                .addAddressSetting("#", addressSettings())
                .addAddressConfiguration(deadLetters());
        if (settings.hasUser()) {
            configuration.putSecurityRoles("#", Set.of(
                    new Role(ROLE, true, true, true, true, true, true, true, true, true, true, false, false)));
        }
        if (settings.port() != 0) {
            configuration.addAcceptorConfiguration("tcp",
                    "tcp://127.0.0.1:" + settings.port() + "?protocols=CORE,AMQP");
        }
        return configuration;
    }

    private static AddressSettings addressSettings() {
        return new AddressSettings()
                .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                .setAutoCreateAddresses(true)
                .setAutoCreateQueues(true)
                .setAutoDeleteAddresses(false)
                .setAutoDeleteQueues(false)
                .setDeadLetterAddress(SimpleString.of(DEAD_LETTERS))
                // Nothing expires here; a warning for each queue says so without it.
                .setExpiryAddress(SimpleString.of(DEAD_LETTERS))
                .setMaxDeliveryAttempts(10)
                .setRedeliveryDelay(1_000)
                // A backlog beyond this goes to disk, so that a million messages do not fill the heap.
                .setMaxSizeBytes(64L * MEGABYTE)
                .setPageSizeBytes(4 * MEGABYTE)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE);
    }

    private static CoreAddressConfiguration deadLetters() {
        return new CoreAddressConfiguration()
                .setName(DEAD_LETTERS)
                .addRoutingType(RoutingType.ANYCAST)
                .addQueueConfig(QueueConfiguration.of(DEAD_LETTERS).setRoutingType(RoutingType.ANYCAST));
    }

    @Override
    public void close() throws Exception {
        server.stop();
    }
}
