package io.rmahub.engine.startup;

import io.rmahub.engine.ingress.verification.WebhookSigner;
import io.rmahub.engine.settings.AuthSettings;
import io.rmahub.engine.settings.HubSettings;
import io.rmahub.engine.settings.PollSettings;
import io.rmahub.engine.settings.SourceSettings;
import io.rmahub.engine.settings.TargetSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether every source and target that is switched on has what it needs: its settings, its mapping, its routes.
 * Verification settings are not looked at here; the door checks them when it is made.
 */
final class SystemChecks {

    private static final List<String> MAPPED_IN = List.of("sources/", "carriers/", "partners/");

    private final RouteFiles routes;
    private final Set<String> mappings;
    private final Set<String> types;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param mappings names of all compiled mappings
     * @param types    message types that have a schema
     */
    SystemChecks(RouteFiles routes, Set<String> mappings, Set<String> types) {
        this.routes = routes;
        this.mappings = mappings;
        this.types = types;
    }

    /** One sentence for each thing that is missing. */
    List<String> problems(HubSettings settings) {
        problems.clear();
        settings.sources().forEach((name, source) -> {
            if (source.enabled()) {
                checkSource(name, source);
            }
        });
        settings.targets().forEach((name, target) -> {
            if (target.enabled()) {
                checkTarget(name, target);
            }
        });
        checkParameters("target", settings.targets().keySet());
        checkParameters("source", settings.sources().keySet());
        checkDoors(settings);
        return List.copyOf(problems);
    }

    private void checkSource(String name, SourceSettings source) {
        String property = "hub.sources." + name;
        if (source.internal()) {
            checkInternal(property, source);
        } else {
            require(property + ".org-id", source.orgId());
        }
        if (MAPPED_IN.stream().noneMatch(folder -> mappings.contains(folder + name))) {
            problems.add("source " + name + " has no mapping: mappings/sources/" + name + ".jslt");
        }
        if (source.enrich() != null && !routes.endpoints().contains(source.enrich())) {
            problems.add(property + ".enrich: no route consumes from " + source.enrich());
        }
        if (source.fetch() != null) {
            if (blank(source.fetch().url())) {
                problems.add(property + ".fetch.url is missing");
            }
            checkAuth(property + ".fetch.auth", source.fetch().auth());
        }
        if (source.poll() != null && source.poll().enabled()) {
            checkPoll(name, property + ".poll", source.poll());
        }
    }

    private void checkInternal(String property, SourceSettings source) {
        if (source.orgId() != null) {
            problems.add(property + ".org-id: an internal source has none, each of its messages names one");
        }
        if (source.verification() != null) {
            problems.add(property + ".verification: an internal source has no door that could verify");
        }
    }

    private void checkPoll(String name, String property, PollSettings poll) {
        require(property + ".url", poll.url());
        checkAuth(property + ".auth", poll.auth());
        if (poll.batch() < 1 || poll.rateLimit().calls() < 1) {
            problems.add(property + ".batch and .rate-limit.calls are 1 or more");
        }
        if (poll.retry().schedule().isEmpty()) {
            problems.add(property + ".retry.schedule is empty");
        }
        PollSettings.Request request = poll.request();
        if (!(request.path() + request.query() + request.body()).contains("{numbers}")) {
            problems.add(property + ".request: neither path nor query nor body has {numbers}");
        }
        if (!routes.routeIds().contains(name + "-poll")) {
            problems.add("source " + name + " is polled and has no route: routes/carriers/" + name + "-poll"
                    + RouteFiles.SUFFIX);
        }
    }

    private void checkTarget(String name, TargetSettings target) {
        String property = "hub.targets." + name;
        checkAuth(property + ".auth", target.auth());
        if (target.events().isEmpty()) {
            return;
        }
        if (!routes.routeIds().contains("deliver-" + name)) {
            problems.add("target " + name + " has no route: routes/deliver/deliver-" + name + RouteFiles.SUFFIX);
        }
        if (!mappings.contains("targets/" + name)) {
            problems.add("target " + name + " has no mapping: mappings/targets/" + name + ".jslt");
        }
        target.events().stream().filter(type -> !types.contains(type)).forEach(type ->
                problems.add(property + ".events: there is no message type " + type + " (mappings/canonical)"));
    }

    private void checkAuth(String property, AuthSettings auth) {
        switch (auth.scheme()) {
            case "none" -> { }
            case "basic" -> {
                require(property + ".username", auth.username());
                require(property + ".password", auth.password());
            }
            case "oauth2-client" -> {
                require(property + ".username", auth.username());
                require(property + ".password", auth.password());
                require(property + ".token-url", auth.tokenUrl());
            }
            case "standard-webhooks" -> checkSigner(property + ".token", auth.token());
            case "bearer", "header" -> require(property + ".token", auth.token());
            default -> problems.add(property + ".scheme: there is no scheme " + auth.scheme());
        }
    }

    private void checkSigner(String property, String secrets) {
        try {
            WebhookSigner.of(property, secrets);
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
        }
    }

    private void require(String property, String value) {
        if (blank(value)) {
            problems.add(property + " is missing");
        }
    }

    /** A route made for a target or source that nobody configured. */
    private void checkParameters(String kind, Set<String> configured) {
        routes.files().forEach(file -> file.routes().stream()
                .flatMap(route -> Stream.ofNullable(route.parameters().get(kind)))
                .filter(name -> !configured.contains(name))
                .forEach(name -> problems.add(file.path() + ": there is no hub." + kind + "s." + name)));
    }

    /** Nobody can post to an internal source: a route with a path of its own would be a way in without verification. */
    private void checkDoors(HubSettings settings) {
        routes.files().forEach(file -> file.routes().stream().map(RouteFile.Route::parameters)
                .filter(parameters -> parameters.containsKey("path"))
                .flatMap(parameters -> Stream.ofNullable(parameters.get("source")))
                .filter(name -> settings.sources().containsKey(name) && settings.source(name).internal())
                .map(name -> file.path() + ": the source " + name + " is internal, no door leads to it")
                .forEach(problems::add));
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
