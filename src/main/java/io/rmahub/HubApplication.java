package io.rmahub;

import io.rmahub.engine.startup.MissingSettings;
import io.rmahub.trial.embedded.EmbeddedServersInitializer;
import jakarta.mail.util.StreamProvider;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The hub's entry point; without a profile it runs with embedded servers and the sandbox. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class HubApplication {

    public static void main(String[] args) {
        nameTheMailProvider();
        try {
            new SpringApplicationBuilder(HubApplication.class)
                    .initializers(new MissingSettings(), new EmbeddedServersInitializer())
                    .run(args);
        } catch (RuntimeException e) {
            // Reported by Spring already. Idle threads of the broker's client would keep the process for a minute.
            System.exit(1);
        }
    }

    /**
     * Jakarta Mail looks its provider up for every part of every mail; through the nested jars of the packaged hub
     * that costs more than sending the mail. Named here, it is not searched for.
     */
    private static void nameTheMailProvider() {
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }
}
