package io.rmahub.camel.config;

import io.rmahub.engine.settings.EndpointSettings;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.PollSettings;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.engine.settings.TargetSettings;
import java.time.Duration;
import org.apache.camel.spi.PropertiesFunction;

/**
 * Gives routes the bound settings, defaults included, in the units that Camel's options take:
 * {@code {{hub:target.csp.timeoutMillis}}}, {@code {{hub:fetch.helpdesk.url}}}; and the endpoint by which a target of
 * some kind is called: {@code {{hub:endpoint.csp.http}}}.
 */
final class SettingsFunction implements PropertiesFunction {

    private final HubSettings settings;

    SettingsFunction(HubSettings settings) {
        this.settings = settings;
    }

    @Override
    public String getName() {
        return "hub";
    }

    @Override
    public String apply(String remainder) {
        if (remainder.equals("processing.concurrency")) {
            return String.valueOf(settings.processing().concurrency());
        }
        String[] parts = remainder.split("\\.", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException(
                    "Expected hub:<target|endpoint|fetch|poll|ledger>.<name>.<value>, not hub:" + remainder);
        }
        return switch (parts[0]) {
            case "target" -> ofTarget(settings.target(parts[1]), parts[2]);
            case "endpoint" -> TargetEndpoints.of(parts[2], settings.target(parts[1]));
            case "ledger" -> weeks(parts[1]);
            case "poll" -> ofPoll(settings.source(parts[1]), parts[2]);
            case "fetch" -> ofEndpoint(settings.source(parts[1]).fetch(), parts[2]);
            default -> throw new IllegalArgumentException("There is no hub:" + remainder);
        };
    }

    private static String ofTarget(TargetSettings target, String value) {
        return switch (value) {
            case "url" -> target.enabled() ? target.url() : TargetEndpoints.SWITCHED_OFF;
            case "timeoutMillis" -> String.valueOf(target.timeout().toMillis());
            case "concurrency" -> String.valueOf(target.concurrency());
            case "breaker.window" -> String.valueOf(target.breaker().window());
            case "breaker.failureRate" -> String.valueOf(target.breaker().failureRate());
            case "breaker.openForSeconds" -> String.valueOf(Math.max(1, target.breaker().openFor().toSeconds()));
            case "rateLimit.calls" -> String.valueOf(target.rateLimit().calls());
            case "rateLimit.unlimited" -> String.valueOf(target.rateLimit().unlimited());
            case "rateLimit.periodMillis" -> String.valueOf(target.rateLimit().period().toMillis());
            default -> throw new IllegalArgumentException("A target has no setting " + value);
        };
    }

    /** Rounded up, plus the week that has just begun. */
    private String weeks(String period) {
        Duration duration = switch (period) {
            case "retention" -> settings.ledger().retention();
            case "dedup" -> settings.ledger().dedupWindow();
            default -> throw new IllegalArgumentException("The ledger has no period " + period);
        };
        return String.valueOf((duration.toDays() + 6) / 7 + 1);
    }

    private static String ofPoll(SourceSettings source, String value) {
        PollSettings poll = source.poll();
        return switch (value) {
            case "url" -> source.enabled() && poll.enabled() ? poll.url() : TargetEndpoints.SWITCHED_OFF;
            case "timeoutMillis" -> String.valueOf(poll.timeout().toMillis());
            default -> throw new IllegalArgumentException("A poll has no setting " + value);
        };
    }

    private static String ofEndpoint(EndpointSettings endpoint, String value) {
        return switch (value) {
            case "url" -> endpoint.url();
            case "timeoutMillis" -> String.valueOf(endpoint.timeout().toMillis());
            default -> throw new IllegalArgumentException("An endpoint has no setting " + value);
        };
    }
}
