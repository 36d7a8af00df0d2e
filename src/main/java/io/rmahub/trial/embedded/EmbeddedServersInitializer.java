package io.rmahub.trial.embedded;

import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Starts the {@link EmbeddedServers} before any bean is made and publishes their addresses as properties.
 *
 * <p>They stop after every bean of the context is gone, so connection pools close first. That holds also when
 * the context fails to start, and when the process is ended while the servers are still starting.
 */
public final class EmbeddedServersInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServersInitializer.class);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        EmbeddedSettings settings = settings(environment);
        if (!settings.enabled()) {
            return;
        }
        EmbeddedServers servers = EmbeddedServers.begin(dataDir(environment), settings);
        SpringApplication.getShutdownHandlers().add(servers::close);
        DefaultListableBeanFactory beans = (DefaultListableBeanFactory) context.getBeanFactory();
        beans.registerSingleton("embeddedServers", servers);
        // Disposable beans are destroyed last in, first out: the first to be registered goes last.
        beans.registerDisposableBean("embeddedServers", servers::close);
        environment.getPropertySources().addFirst(new Addresses(servers));
        context.addApplicationListener(new ApplicationListener<ApplicationReadyEvent>() {
            // Not a lambda: of that it cannot be seen which events it wants, so it would be called for every request's.
            @Override
            public void onApplicationEvent(ApplicationReadyEvent ready) {
                watchKafka(servers, context);
            }
        });
    }

    /**
     * Accepting needs no Kafka, so readiness does not wait for it: after a crash it comes up seconds later than
     * the rest. A hub whose Kafka never comes up ends.
     */
    private static void watchKafka(EmbeddedServers servers, ConfigurableApplicationContext context) {
        new Thread(() -> {
            try {
                servers.awaitKafka();
            } catch (IllegalStateException e) {
                log.error("The hub ends", e);
                context.close();
            }
        }, "watch-kafka").start();
    }

    static EmbeddedSettings settings(ConfigurableEnvironment environment) {
        return Binder.get(environment).bindOrCreate("hub.embedded", EmbeddedSettings.class);
    }

    static Path dataDir(ConfigurableEnvironment environment) {
        return Path.of(environment.getProperty("hub.data-dir", "./data"));
    }

    /** Waits for a server only when somebody wants its address. */
    private static final class Addresses extends EnumerablePropertySource<EmbeddedServers> {

        private final List<String> names;

        Addresses(EmbeddedServers servers) {
            super("embeddedServers", servers);
            this.names = servers.propertyNames();
        }

        @Override
        public String[] getPropertyNames() {
            return names.toArray(String[]::new);
        }

        @Override
        public Object getProperty(String name) {
            return names.contains(name) ? source.property(name) : null;
        }
    }
}
