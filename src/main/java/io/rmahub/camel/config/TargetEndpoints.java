package io.rmahub.camel.config;

import io.rmahub.engine.settings.TargetSettings;

/**
 * How each kind of target is called: the endpoint that the {@code deliver} template sends to. One endpoint a target,
 * made at start, so that its connections are pooled and its breaker counts for it alone.
 */
final class TargetEndpoints {

    /** What is switched off may lack its address; its route is there and has nothing to do. */
    static final String SWITCHED_OFF = "http://switched-off.invalid";

    private TargetEndpoints() {
    }

    /** The Camel endpoint of a target; fails if there is no such kind. */
    static String of(String kind, TargetSettings target) {
        long timeout = target.timeout().toMillis();
        return switch (kind) {
            case "http", "soap" -> uri(address(target),
                    "throwExceptionOnFailure=false",
                    "responseTimeout=" + timeout,
                    "connectTimeout=" + timeout,
                    "connectionsPerRoute=" + target.concurrency(),
                    "maxTotalConnections=" + target.concurrency());
            case "mail" -> uri(address(target),
                    "connectionTimeout=" + timeout,
                    "additionalJavaMailProperties=#bean:mailProperties");
            case "kafka" -> uri("kafka:" + topic(target),
                    "enableIdempotence=true",
                    "deliveryTimeoutMs=10000",
                    "requestTimeoutMs=" + timeout,
                    "maxBlockMs=" + timeout);
            default -> throw new IllegalArgumentException(
                    "Kinds of target are http, soap, mail and kafka, not " + kind);
        };
    }

    private static String address(TargetSettings target) {
        return target.enabled() ? target.url() : SWITCHED_OFF;
    }

    private static Object topic(TargetSettings target) {
        Object topic = target.settings().get("topic");
        if (topic == null) {
            throw new IllegalArgumentException("A target of kind kafka needs settings.topic");
        }
        return topic;
    }

    /** An address may have a query of its own. */
    private static String uri(String address, String... options) {
        return address + (address.contains("?") ? "&" : "?") + String.join("&", options);
    }
}
