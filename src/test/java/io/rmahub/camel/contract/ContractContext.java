package io.rmahub.camel.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rmahub.engine.settings.HubSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * Camel with the steps of templates, and settings for whatever is made from them; no server, no database. Without a
 * stereotype on purpose: Spring Boot would add the whole hub to a test configuration.
 */
@ImportAutoConfiguration(CamelAutoConfiguration.class)
@ComponentScan(basePackages = "io.rmahub.camel", useDefaultFilters = false, includeFilters = @ComponentScan.Filter(
        type = FilterType.REGEX, pattern = "io\\.rmahub\\.camel\\.("
                + "config\\.CamelSetup|route\\.(AccessTokens|AnswerReader|CallSteps|TargetMappings"
                + "|DeliverSteps|DoorSteps|PollSteps|\\w+Delivery))"))
class ContractContext {

    static final Instant NOW = Instant.parse("2026-03-02T09:15:00Z");
    /** Calls after which a breaker may open. */
    static final int WINDOW = 4;

    @Bean
    HubSettings settings() {
        Map<String, Object> settings = new HashMap<>();
        MadeRoute.all().forEach(route -> {
            String target = "hub.targets." + route.parameters().get("target");
            String source = "hub.sources." + route.parameters().get("source");
            switch (route.template()) {
                case "deliver" -> {
                    settings.put(target + ".url", (route.parameters().get("kind").equals("mail") ? "smtp" : "http")
                            + "://localhost:1");
                    settings.put(target + ".breaker.window", WINDOW);
                    settings.put(target + ".settings.topic", "any.topic");
                    settings.put(target + ".settings.from", "hub@localhost");
                }
                case "poll" -> {
                    settings.put(source + ".poll.url", "http://localhost:1");
                    settings.put(source + ".poll.request.path", "/{numbers}");
                }
                default -> settings.put(source + ".org-id", "any");
            }
        });
        // The time-out of mails is taken from there.
        settings.put("hub.targets.notification.enabled", true);
        return new Binder(new MapConfigurationPropertySource(settings)).bind("hub", HubSettings.class).get();
    }

    @Bean
    ObjectMapper json() {
        return new ObjectMapper();
    }

    @Bean
    Clock clock() {
        return Clock.fixed(NOW, ZoneOffset.UTC);
    }
}
