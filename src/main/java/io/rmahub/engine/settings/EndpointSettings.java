package io.rmahub.engine.settings;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where something can be asked, as whom, and how long the answer may take.
 *
 * @param notFound waits before a thing that was not found is asked for again: it may not be visible yet. After the
 *                 last one it is taken for unknown
 */
public record EndpointSettings(
        String url,
        @DefaultValue AuthSettings auth,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue({"1s", "5s", "30s"}) List<Duration> notFound) {
}
