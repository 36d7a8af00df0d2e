package io.rmahub.engine.access;

import io.rmahub.console.OpsReadModel;
import io.rmahub.support.HubContext;
import io.rmahub.support.HubLauncher;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/** Access and console alone on a real port, with a real PostgreSQL and a few paths to be let into. */
public final class RunningHub implements AutoCloseable {

    private static final EmbeddedPostgres POSTGRES = start();

    private final CookieManager cookies = new CookieManager();
    private final HubContext hub;

    /** Without a stereotype on purpose, so that no other test's component scan finds it. */
    @EnableAutoConfiguration(excludeName = {
        "org.springframework.boot.autoconfigure.jms.artemis.ArtemisAutoConfiguration",
        "org.springframework.boot.autoconfigure.jms.JmsAutoConfiguration"})
    @ComponentScan(basePackages = {"io.rmahub.engine.access", "io.rmahub.engine.web", "io.rmahub.console"},
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*LedgerReadModel"))
    @ConfigurationPropertiesScan({"io.rmahub.engine.access", "io.rmahub.engine.settings"})
    static class Application {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        OpsReadModel opsReadModel() {
            return new SampleOverview();
        }

        @Bean
        RouterFunction<ServerResponse> paths() {
            return RouterFunctions.route()
                    .path("/api/ops", ops -> ops
                            .GET("/who", request -> ServerResponse.ok().body(who(CurrentPrincipal.require())))
                            .GET("/later", request -> ServerResponse.async(CompletableFuture.supplyAsync(() ->
                                    ServerResponse.ok().body(who(CurrentPrincipal.require(request.servletRequest()))))))
                            .GET("/broken", request -> {
                                throw new IllegalStateException("inside");
                            })
                            .POST("/replays", request -> ServerResponse.accepted().build()))
                    .route(RequestPredicates.path("/api/csp/**")
                            .or(RequestPredicates.path("/api/warranty/**"))
                            .or(RequestPredicates.path("/api/integrations/**"))
                            .or(RequestPredicates.path("/sandbox/**"))
                            .or(RequestPredicates.path("/api/elsewhere")), request -> ServerResponse.ok().build())
                    .build();
        }

        private static Map<String, String> who(HubPrincipal principal) {
            return Map.of("orgId", principal.orgId(), "name", principal.name());
        }
    }

    /** Starts on an empty database. */
    static RunningHub start(Path dataDir, String profile, String... properties) {
        return start(newDatabase(), dataDir, profile, properties);
    }

    static RunningHub start(String database, Path dataDir, String profile, String... properties) {
        return new RunningHub(database, dataDir, profile, properties);
    }

    private RunningHub(String database, Path dataDir, String profiles, String... properties) {
        hub = HubLauncher.part(Application.class, profiles, dataDir, cookies).with(
                "--spring.datasource.url=" + POSTGRES.getJdbcUrl("postgres", database),
                "--spring.mvc.problemdetails.enabled=true",
                "--spring.datasource.hikari.maximum-pool-size=4",
                "--management.endpoints.web.exposure.include=health,metrics",
                "--management.endpoint.health.probes.enabled=true",
                "--management.endpoint.health.show-details=when-authorized",
                "--management.endpoint.health.roles=ops.read",
                // The group names a broker, which is not part of this.
                "--management.endpoint.health.validate-group-membership=false",
                "--camel.main.routes-collector-enabled=false")
                .with(Stream.of(properties).map(property -> "--" + property).toList()).inThisJvm();
    }

    static String newDatabase() {
        String name = "t" + UUID.randomUUID().toString().replace("-", "");
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> T bean(Class<T> type) {
        return hub.bean(type);
    }

    String url(String path) {
        return hub.uri(path).toString();
    }

    HttpResponse<String> get(String path, String key) {
        return send("GET", path, key, null);
    }

    HttpResponse<String> send(String method, String path, String key, String json) {
        return hub.send(method, path, key, json);
    }

    HttpResponse<String> send(HttpRequest request) {
        return hub.send(request);
    }

    void forgetCookies() {
        cookies.getCookieStore().removeAll();
    }

    List<Map<String, Object>> query(String sql, Object... parameters) {
        return bean(JdbcTemplate.class).queryForList(sql, parameters);
    }

    @Override
    public void close() {
        hub.close();
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
