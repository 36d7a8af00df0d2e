package io.rmahub.trial.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.support.Postmasters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

class EmbeddedServersInitializerTest {

    @TempDir
    Path dataDir;

    @Test
    void stopsServersAfterTheBeansThatUseThem() {
        List<String> log = new ArrayList<>();
        try (ConfigurableApplicationContext context = run(Empty.class)) {
            String url = context.getEnvironment().getRequiredProperty("spring.datasource.url");
            ((DefaultListableBeanFactory) context.getBeanFactory())
                    .registerDisposableBean("user", () -> log.add(TestServers.query(url, "select 'still there'")));
        }
        assertThat(log).containsExactly("still there");
        assertThat(Postmasters.below(dataDir)).isEmpty();
    }

    @Test
    void leavesNothingRunningWhenTheContextDoesNotStart() {
        assertThatThrownBy(() -> run(Failing.class)).hasStackTraceContaining("on purpose");
        assertThat(Postmasters.below(dataDir)).isEmpty();
    }

    @Test
    void startsNothingInProduction() {
        try (ConfigurableApplicationContext context = run(Empty.class, "--spring.profiles.active=production",
                "--HUB_DB_URL=jdbc:postgresql://db/rmahub")) {
            assertThat(context.getBeanNamesForType(EmbeddedServers.class)).isEmpty();
            assertThat(context.getEnvironment().getProperty("spring.datasource.url"))
                    .isEqualTo("jdbc:postgresql://db/rmahub");
            assertThat(Postmasters.below(dataDir)).isEmpty();
        }
    }

    @Test
    void doesNotStartInProductionWithoutAnAddress() {
        assertThatThrownBy(() -> run(NeedsDatabase.class, "--spring.profiles.active=production"))
                .hasStackTraceContaining("HUB_DB_URL");
    }

    private ConfigurableApplicationContext run(Class<?> configuration, String... more) {
        String[] arguments = Stream.concat(Stream.of(more), Stream.of(
                "--hub.data-dir=" + dataDir,
                "--hub.embedded.postgres.binaries=" + TestServers.BINARIES,
                "--hub.embedded.artemis.enabled=false",
                "--hub.embedded.kafka.enabled=false")).toArray(String[]::new);
        return new SpringApplicationBuilder(configuration)
                .web(WebApplicationType.NONE)
                .initializers(new EmbeddedServersInitializer())
                .run(arguments);
    }

    @Configuration
    static class Empty {
    }

    @Configuration
    static class Failing {
        @Bean
        String failing() {
            throw new IllegalStateException("on purpose");
        }
    }

    @Configuration
    static class NeedsDatabase {
        @Bean
        String database(Environment environment) {
            return environment.getRequiredProperty("spring.datasource.url");
        }
    }
}
