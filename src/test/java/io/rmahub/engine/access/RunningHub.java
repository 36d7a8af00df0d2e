package io.rmahub.engine.access;

import io.rmahub.console.OpsReadModel;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
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

    private final ServletWebServerApplicationContext context;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

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

    private RunningHub(String database, Path dataDir, String profile, String... properties) {
        String[] arguments = Stream.concat(Stream.of(
                "server.port=0", "hub.data-dir=" + dataDir,
                "spring.profiles.active=" + profile,
                "spring.datasource.url=" + POSTGRES.getJdbcUrl("postgres", database),
                "spring.main.banner-mode=off", "spring.mvc.problemdetails.enabled=true",
                "spring.datasource.hikari.maximum-pool-size=4",
                "management.endpoints.web.exposure.include=health,metrics",
                "management.endpoint.health.probes.enabled=true",
                "management.endpoint.health.show-details=when-authorized",
                "management.endpoint.health.roles=ops.read",
                // The group names a broker, which is not part of this.
                "management.endpoint.health.validate-group-membership=false",
                "camel.main.routes-collector-enabled=false"),
                Stream.of(properties)).map(property -> "--" + property).toArray(String[]::new);
        context = (ServletWebServerApplicationContext) new SpringApplicationBuilder(Application.class).run(arguments);
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
        return context.getBean(type);
    }

    String url(String path) {
        return "http://localhost:" + context.getWebServer().getPort() + path;
    }

    HttpResponse<String> get(String path, String key) {
        return send("GET", path, key, null);
    }

    HttpResponse<String> send(String method, String path, String key, String json) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url(path)))
                .header("Content-Type", "application/json")
                .method(method, json == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
        if (key != null) {
            request.header("Authorization", "Bearer " + key);
        }
        return send(request.build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void forgetCookies() {
        cookies.getCookieStore().removeAll();
    }

    List<Map<String, Object>> query(String sql, Object... parameters) {
        return bean(JdbcTemplate.class).queryForList(sql, parameters);
    }

    @Override
    public void close() {
        context.close();
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
