package io.rmahub.trial.embedded;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * The three servers as a process of their own, for hubs that run in other processes on this machine.
 *
 * <p>Reads the same settings as the hub, from the command line or the environment: {@code --hub.data-dir},
 * {@code --hub.embedded.postgres.port}, {@code --hub.embedded.kafka.port}, and {@code --hub.embedded.artemis.port}
 * with {@code .user} and {@code .password}. When all accept connections it prints one line: the word
 * {@code READY} and the addresses under the names that the hub's production profile reads. It runs until ended.
 */
public final class ServersApplication {

    private ServersApplication() {
    }

    public static void main(String[] args) {
        ConfigurableApplicationContext context = new SpringApplicationBuilder(ServersApplication.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .initializers(new EmbeddedServersInitializer())
                .properties("spring.main.keep-alive=true")
                .run(args);
        EmbeddedServers servers = context.getBean(EmbeddedServers.class);
        servers.awaitKafka();
        System.out.println(readyLine(servers, context.getEnvironment()));
    }

    private static String readyLine(EmbeddedServers servers, Environment environment) {
        return "READY HUB_DB_URL=" + environment.getProperty("spring.datasource.url")
                + " HUB_DB_USER=" + environment.getProperty("spring.datasource.username")
                + " HUB_ARTEMIS_URL=" + servers.artemisTcpUrl()
                + " HUB_KAFKA_BROKERS=" + environment.getProperty("hub.kafka.brokers");
    }
}
