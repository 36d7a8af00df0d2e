package io.rmahub.engine.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Everything under {@code hub.*}: hub-wide paths and one entry for each source and target.
 *
 * <p>Sources and targets are found, not registered: a folder {@code config/<name>/application.yaml} adds an
 * entry to one of the maps, keyed by that name.
 *
 * <p>Folders are bound as text: a relative {@code Path} would be looked for on the class path first.
 *
 * @param dataFolder where the embedded servers and ready-made keys live
 * @param maskedHeaders headers (lower case) that are never stored; a source's own signature header is one too
 * @param homeFolder the folder that holds {@code routes/}, {@code mappings/} and {@code config/}
 */
@ConfigurationProperties("hub")
public record HubSettings(
        @Name("data-dir") @DefaultValue("./data") String dataFolder,
        @Name("home") @DefaultValue(".") String homeFolder,
        @DefaultValue Map<String, SourceSettings> sources,
        @DefaultValue Map<String, TargetSettings> targets,
        @DefaultValue LedgerSettings ledger,
        @DefaultValue ProcessingSettings processing,
        @DefaultValue DeliverySettings delivery,
        @DefaultValue({"authorization", "proxy-authorization", "cookie", "x-api-key"}) Set<String> maskedHeaders) {

    /** Where the embedded servers and ready-made keys live. */
    public Path dataDir() {
        return Path.of(dataFolder);
    }

    /** The folder that holds {@code routes/}, {@code mappings/} and {@code config/}. */
    public Path home() {
        return Path.of(homeFolder);
    }

    /** The source's settings; throws if no such source is configured. */
    public SourceSettings source(String name) {
        return entry(sources, "hub.sources.", name);
    }

    /** The target's settings; throws if no such target is configured. */
    public TargetSettings target(String name) {
        return entry(targets, "hub.targets.", name);
    }

    private static <T> T entry(Map<String, T> entries, String prefix, String name) {
        T found = entries.get(name);
        if (found == null) {
            throw new IllegalArgumentException("There is no " + prefix + name);
        }
        return found;
    }
}
