package io.rmahub.trial.sandbox;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.web.embedded.EmbeddedWebServerFactoryCustomizerAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.error.ErrorMvcAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.ComponentScan;

/**
 * The neighbours in a process of their own, e.g. {@code --server.port=8090 --hub.sandbox.smtp-port=3025}.
 *
 * <p>It brings a web server and nothing else of the hub. The class is deliberately not a
 * {@code @Configuration}: the hub's component scan must not find it. Its own settings come from the command
 * line, the environment or a {@code sandbox.yaml}; it does not read the hub's {@code application.yaml}.
 */
@ComponentScan
@EnableConfigurationProperties(SandboxSettings.class)
@ImportAutoConfiguration({
        PropertyPlaceholderAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        ServletWebServerFactoryAutoConfiguration.class,
        EmbeddedWebServerFactoryCustomizerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        ErrorMvcAutoConfiguration.class,
        WebMvcAutoConfiguration.class})
public class SandboxApplication {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The application ready to run, so that a test starts the same thing as {@link #main}. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(SandboxApplication.class);
        application.setMainApplicationClass(SandboxApplication.class);
        application.setAdditionalProfiles("sandbox");
        application.setDefaultProperties(Map.of(
                "spring.config.name", "sandbox",
                "spring.application.name", "rma-hub-sandbox",
                "spring.jmx.enabled", "false",
                // Like the real neighbours, it does not drop a busy caller's connection every hundred calls.
                "server.tomcat.max-keep-alive-requests", "-1",
                "spring.mvc.problemdetails.enabled", "true"));
        return application;
    }
}
