package io.rmahub.trial.sandbox;

import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the neighbours together and a gate in front of each. */
@SandboxOnly
@Configuration(proxyBeanMethods = false)
class SandboxConfiguration {

    @Bean
    Neighbours neighbours(SandboxSettings settings, ObjectProvider<Clock> clock) {
        return new Neighbours(settings, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean(initMethod = "start", destroyMethod = "stop")
    SandboxMail sandboxMail(SandboxSettings settings, Neighbours neighbours) {
        return new SandboxMail(settings.smtpPort(), neighbours.get(Neighbours.NOTIFICATION));
    }

    @Bean
    WebMvcConfigurer sandboxGates(Neighbours neighbours) {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                for (Neighbour neighbour : neighbours.all()) {
                    registry.addInterceptor(new NeighbourGate(neighbour))
                            .addPathPatterns("/sandbox/" + neighbour.name() + "/api/**");
                }
            }
        };
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> sandboxConnectionDrop() {
        return factory -> factory.addContextValves(new ConnectionDropValve());
    }
}
