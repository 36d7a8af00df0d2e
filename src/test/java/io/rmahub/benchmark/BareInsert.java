package io.rmahub.benchmark;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the hub is compared with: Spring MVC on Tomcat and one controller that does one JDBC INSERT for each
 * request, body and headers, committed by a real PostgreSQL with fsync on. No verification, no deduplication,
 * no index but the primary key, no routes: it promises nothing but the row.
 */
@ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        WebMvcAutoConfiguration.class})
@Import(BareInsert.Door.class)
public class BareInsert {

    static final String INSERT_PATH = "/insert";
    static final String EMPTY_PATH = "/empty";
    /** Keeps the controller out of every component scan of the hub's own tests. */
    private static final String PROFILE = "bare-insert";
    private static final int CONNECTIONS = 32;

    /** @param args Spring Boot arguments; {@code --server.port} and {@code --bare.data-dir} are needed */
    public static void main(String[] args) {
        new SpringApplicationBuilder(BareInsert.class)
                .profiles(PROFILE)
                .properties(
                        // The hub's own configuration files are none of this application's business.
                        "spring.config.location=optional:classpath:/no-configuration/",
                        "server.tomcat.max-keep-alive-requests=-1")
                .run(args);
    }

    @Bean(destroyMethod = "close")
    EmbeddedPostgres postgres(Environment environment) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(environment.getRequiredProperty("bare.data-dir"))
                .setCleanDataDirectory(true)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                // As the hub's own embedded server, so that the two differ in what they do alone.
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("wal_buffers", "16MB")
                .setServerConfig("max_wal_size", "512MB")
                .setServerConfig("min_wal_size", "128MB")
                .setServerConfig("jit", "off")
                .start();
    }

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(EmbeddedPostgres postgres) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(CONNECTIONS);
        return new HikariDataSource(config);
    }

    @Bean
    JdbcTemplate jdbc(DataSource dataSource) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        jdbc.execute("create table bare (id bigint generated always as identity primary key,"
                + " headers text not null, body bytea not null)");
        return jdbc;
    }

    /** The controller. */
    @RestController
    @Profile(PROFILE)
    static class Door {

        private final JdbcTemplate jdbc;

        Door(JdbcTemplate jdbc) {
            this.jdbc = jdbc;
        }

        @PostMapping(EMPTY_PATH)
        ResponseEntity<Void> empty() {
            return ResponseEntity.noContent().build();
        }

        @PostMapping(INSERT_PATH)
        ResponseEntity<String> insert(@RequestBody byte[] body, HttpServletRequest request) {
            jdbc.update("insert into bare (headers, body) values (?, ?)", headers(request), body);
            return ResponseEntity.accepted().body("accepted");
        }

        private static String headers(HttpServletRequest request) {
            StringBuilder headers = new StringBuilder();
            for (String name : Collections.list(request.getHeaderNames())) {
                headers.append(name).append(": ").append(request.getHeader(name)).append('\n');
            }
            return headers.toString();
        }
    }
}
