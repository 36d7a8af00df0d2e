package io.rmahub.settings;

import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where something can be asked, as whom, and how long the answer may take. */
public record EndpointSettings(
        String url,
        @DefaultValue AuthSettings auth,
        @DefaultValue("5s") Duration timeout) {
}
