package io.rmahub.camel.config;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.mapping.Mappings;
import io.rmahub.engine.mapping.Schemas;
import io.rmahub.engine.settings.HubSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.platform.http.spi.PlatformHttpEngine;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Camel needs beside the routes. */
@Configuration(proxyBeanMethods = false)
class CamelSetup {

    @Bean("platform-http-engine")
    PlatformHttpEngine platformHttpEngine(@Value("${server.port:8080}") int port) {
        return new SameThreadHttpEngine(port);
    }

    /**
     * One delivery is one call: by itself the HTTP client would repeat a call answered with 429 or 503, unrecorded,
     * and hold a consumer for as long as {@code Retry-After} says.
     */
    private static final HttpClientConfigurer NO_RETRIES = HttpClientBuilder::disableAutomaticRetries;

    @Bean
    CamelContextConfiguration settingsInRoutes(HubSettings settings) {
        return new CamelContextConfiguration() {
            @Override
            public void beforeApplicationStart(CamelContext context) {
                context.getPropertiesComponent().addPropertiesFunction(new SettingsFunction(settings));
                List.of("http", "https").forEach(scheme ->
                        context.getComponent(scheme, HttpComponent.class).setHttpClientConfigurer(NO_RETRIES));
            }

            @Override
            public void afterApplicationStart(CamelContext context) {
                // Nothing: the routes are up.
            }
        };
    }

    /** Compiles every mapping; a wrong one stops the start. */
    @Bean
    Mappings mappings(HubSettings settings) {
        return new Mappings(folder(settings));
    }

    @Bean
    Schemas schemas(HubSettings settings, ObjectMapper json) {
        return new Schemas(folder(settings), json);
    }

    /** JavaMail's own time-outs: without them a mail server that hangs would hold a consumer for ever. */
    @Bean
    Properties mailProperties(HubSettings settings) {
        String millis = String.valueOf(settings.target("notification").timeout().toMillis());
        Properties properties = new Properties();
        List.of("connectiontimeout", "timeout", "writetimeout")
                .forEach(name -> properties.put("mail.smtp." + name, millis));
        properties.put("mail.smtp.executor.writetimeout", watchOfWrites());
        return properties;
    }

    /** One for all mails, or each connection would start a thread of its own to watch its writes. */
    private static ScheduledThreadPoolExecutor watchOfWrites() {
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "mail-write-timeout");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        watch.setKeepAliveTime(1, TimeUnit.MINUTES);
        watch.allowCoreThreadTimeOut(true);
        return watch;
    }

    private static Path folder(HubSettings settings) {
        return settings.home().resolve("mappings");
    }
}
