package io.rmahub;

import io.rmahub.embedded.EmbeddedServersInitializer;
import io.rmahub.startup.MissingSettings;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The hub's entry point; without a profile it runs with embedded servers and the sandbox. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HubApplication {

    public static void main(String[] args) {
        new SpringApplicationBuilder(HubApplication.class)
                .initializers(new MissingSettings(), new EmbeddedServersInitializer())
                .run(args);
    }
}
