package io.rmahub.report;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How reports count.
 *
 * @param zone the time zone whose days are counted. All figures are counted anew when it changes
 */
@ConfigurationProperties("hub.reports")
public record ReportSettings(@DefaultValue("Europe/Warsaw") ZoneId zone) {
}
