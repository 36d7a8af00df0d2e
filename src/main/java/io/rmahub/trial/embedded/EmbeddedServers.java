package io.rmahub.trial.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL, Artemis and Kafka for the first run, all under one data folder and all with their data kept.
 *
 * <p>At most one living hub uses a data folder; a second one is refused. Servers that a killed hub left behind
 * are stopped before new ones start.
 */
public final class EmbeddedServers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServers.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final EmbeddedSettings settings;
    private final DataFolderLock lock;
    private final ArtemisServer artemis;
    private final KafkaBroker kafka;
    private final FutureTask<PostgresServer> postgresStart;
    private final FutureTask<Void> artemisStart;
    private final FutureTask<Void> kafkaStart;
    private boolean closed;
    private boolean kafkaAsked;

    private EmbeddedServers(Path dataFolder, EmbeddedSettings settings) {
        this.settings = settings;
        int postgresPort = FreePort.orElseFree(settings.postgres().port());
        this.artemis = new ArtemisServer(dataFolder, settings.artemis());
        this.kafka = new KafkaBroker(dataFolder, settings.kafka(), FreePort.orElseFree(settings.kafka().port()));
        this.lock = DataFolderLock.take(dataFolder);
        this.postgresStart = timed("PostgreSQL",
                () -> PostgresServer.start(dataFolder, settings.postgres(), postgresPort));
        this.artemisStart = timed("Artemis", () -> {
            artemis.start();
            return null;
        });
        this.kafkaStart = timed("Kafka", () -> {
            kafka.start();
            return null;
        });
    }

    /**
     * Starts the servers that are switched on, side by side, and returns when PostgreSQL and Artemis accept
     * connections. Kafka's address is known already, but it waits for {@link #startKafka()}.
     *
     * @throws IllegalStateException if a living hub uses the folder, or a server does not start; nothing is
     *                               left running then
     */
    public static EmbeddedServers start(Path dataDir, EmbeddedSettings settings) {
        EmbeddedServers servers = begin(dataDir, settings);
        try {
            if (settings.postgres().enabled()) {
                await(servers.postgresStart, "PostgreSQL");
            }
            if (settings.artemis().enabled()) {
                await(servers.artemisStart, "Artemis");
            }
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    /**
     * Begins to start PostgreSQL and Artemis and returns at once: {@link #property} waits for whichever server it
     * needs. What the hub can prepare without them it prepares meanwhile.
     *
     * @throws IllegalStateException if a living hub uses the folder
     */
    static EmbeddedServers begin(Path dataDir, EmbeddedSettings settings) {
        EmbeddedServers servers = new EmbeddedServers(dataDir.toAbsolutePath().normalize(), settings);
        servers.startThreads();
        return servers;
    }

    /** Starts Kafka if need be and returns when its topics are there; throws if it did not start. */
    public void awaitKafka() {
        startKafka();
        if (settings.kafka().enabled()) {
            await(kafkaStart, "Kafka");
        }
    }

    /** The addresses as the properties that Spring Boot, Camel and the hub read; nothing for what is off. */
    public Map<String, Object> properties() {
        Map<String, Object> properties = new LinkedHashMap<>();
        propertyNames().forEach(name -> properties.put(name, property(name)));
        return properties;
    }

    List<String> propertyNames() {
        List<String> names = new ArrayList<>();
        if (settings.postgres().enabled()) {
            names.addAll(List.of("spring.datasource.url", "spring.datasource.username", "spring.datasource.password"));
        }
        if (settings.artemis().enabled()) {
            names.addAll(List.of("spring.artemis.mode", "spring.artemis.broker-url"));
            if (settings.artemis().hasUser()) {
                names.addAll(List.of("spring.artemis.user", "spring.artemis.password"));
            }
        }
        if (settings.kafka().enabled()) {
            names.addAll(List.of("hub.kafka.brokers", "camel.component.kafka.brokers"));
        }
        return names;
    }

    /** One of {@link #propertyNames()}; an address is given out when its server accepts connections. */
    Object property(String name) {
        return switch (name) {
            case "spring.datasource.url" -> await(postgresStart, "PostgreSQL").jdbcUrl();
            case "spring.datasource.username" -> PostgresServer.USER;
            case "spring.datasource.password" -> "";
            case "spring.artemis.mode" -> "native";
            case "spring.artemis.broker-url" -> {
                await(artemisStart, "Artemis");
                yield artemis.inVmUrl();
            }
            case "spring.artemis.user" -> settings.artemis().user();
            case "spring.artemis.password" -> settings.artemis().password();
            case "hub.kafka.brokers", "camel.component.kafka.brokers" -> kafka.address();
            default -> throw new IllegalArgumentException("The embedded servers have no property " + name);
        };
    }

    /** The broker's address for other processes; empty when none is open to them. */
    public String artemisTcpUrl() {
        return settings.artemis().port() == 0 ? "" : artemis.tcpUrl();
    }

    private void startThreads() {
        if (settings.postgres().enabled()) {
            new Thread(postgresStart, "start-postgres").start();
        }
        if (settings.artemis().enabled()) {
            new Thread(artemisStart, "start-artemis").start();
        }
    }

    /**
     * Starts Kafka, the slowest of the three, once there is time for it: nobody needs it to accept a message, and
     * after a crash it would take the processors from those who do.
     */
    public synchronized void startKafka() {
        if (settings.kafka().enabled() && !closed && !kafkaAsked) {
            kafkaAsked = true;
            new Thread(kafkaStart, "start-kafka").start();
        }
    }

    private static <T> FutureTask<T> timed(String name, Callable<T> start) {
        return new FutureTask<>(() -> {
            long begin = System.nanoTime();
            T started = start.call();
            log.info("Embedded {} is up after {} ms", name, (System.nanoTime() - begin) / 1_000_000);
            return started;
        });
    }

    private static <T> T await(FutureTask<T> start, String name) {
        try {
            return start.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Embedded " + name + " did not start: " + e.getCause().getMessage(),
                    e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("Embedded " + name + " did not start within " + PATIENCE.toSeconds() + " s",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while embedded " + name + " was starting", e);
        }
    }

    /** Stops all servers, side by side, then frees the data folder. Does nothing the second time. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        Thread kafkaStop = stopper("Kafka", kafkaAsked, kafkaStart, kafka::close);
        Thread artemisStop = stopper("Artemis", settings.artemis().enabled(), artemisStart, artemis::close);
        Thread postgresStop = stopper("PostgreSQL", settings.postgres().enabled(), postgresStart,
                () -> postgresStart.get().close());
        try {
            kafkaStop.join();
            artemisStop.join();
            postgresStop.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.close();
    }

    /** Waits for the start first: what is half up cannot be stopped. */
    private static Thread stopper(String name, boolean enabled, FutureTask<?> start, ThrowingRunnable stop) {
        Thread thread = new Thread(() -> {
            if (!enabled) {
                return;
            }
            try {
                await(start, name);
            } catch (IllegalStateException notStarted) {
                log.debug("Embedded {} had not started", name, notStarted);
            }
            try {
                stop.run();
            } catch (ExecutionException neverStarted) {
                log.debug("Nothing of embedded {} is there to stop", name);
            } catch (Exception e) {
                log.warn("Embedded {} did not stop cleanly", name, e);
            }
        }, "stop-" + name.toLowerCase(Locale.ROOT));
        thread.start();
        return thread;
    }

    private interface ThrowingRunnable {
        void run() throws Exception;
    }
}
