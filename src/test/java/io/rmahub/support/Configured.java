package io.rmahub.support;

import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.engine.settings.VerificationSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/** Settings as they are written in a configuration file, defaults included. */
public final class Configured {

    private Configured() {
    }

    /**
     * What stands below {@code verification:}; flow style keeps it on a line:
     * <code>{scheme: hmac, secrets: [s]}</code>.
     */
    public static VerificationSettings verification(String yaml) {
        return bind("verification", yaml, VerificationSettings.class);
    }

    /** What stands below {@code hub.sources.<name>:}. */
    public static SourceSettings source(String yaml) {
        return bind("source", yaml, SourceSettings.class);
    }

    /** What stands below {@code hub:}. */
    public static HubSettings hub(String yaml) {
        return bind("hub", yaml, HubSettings.class);
    }

    private static <T> T bind(String name, String yaml, Class<T> type) {
        String text = name + ":" + (yaml.startsWith("{") ? " " + yaml : "\n" + yaml.indent(2));
        try {
            List<PropertySource<?>> read = new YamlPropertySourceLoader()
                    .load(name, new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
            return new Binder(ConfigurationPropertySources.from(read)).bindOrCreate(name, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
