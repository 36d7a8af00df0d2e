package io.rmahub.trial.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/**
 * Replaces {@code hub.sandbox.smtp-port=0}, the default, by a free port before anything reads it, because the address
 * of the notification target is made of the same property.
 */
public final class SandboxMailPort implements EnvironmentPostProcessor, Ordered {

    private static final String PORT = "hub.sandbox.smtp-port";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (environment.acceptsProfiles(Profiles.of(SandboxOnly.PROFILES))
                && "0".equals(environment.getProperty(PORT, "0"))) {
            environment.getPropertySources()
                    .addFirst(new MapPropertySource("sandboxMailPort", Map.of(PORT, freePort())));
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After the configuration files have been read. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
