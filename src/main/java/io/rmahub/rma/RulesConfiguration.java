package io.rmahub.rma;

import io.rmahub.engine.settings.HubSettings;
import io.rmahub.rma.model.CaseOpening;
import io.rmahub.rma.model.Lifecycle;
import io.rmahub.rma.model.routing.RoutingRules;
import io.rmahub.rma.model.routing.ServiceLevels;
import io.rmahub.rma.model.sla.SiteCalendars;
import io.rmahub.rma.model.sla.SlaClock;
import io.rmahub.warranty.model.WarrantyPolicies;
import io.rmahub.warranty.model.WarrantyPolicyFile;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads the rules that business people write; a wrong file stops the start. */
@Configuration(proxyBeanMethods = false)
class RulesConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    RoutingRules routingRules(HubSettings settings) {
        return RoutingRules.load(rules(settings, "routing.yaml"));
    }

    @Bean
    ServiceLevels serviceLevels(HubSettings settings) {
        return ServiceLevels.load(rules(settings, "service-levels.yaml"));
    }

    @Bean
    Lifecycle lifecycle(HubSettings settings) {
        return Lifecycle.load(rules(settings, "lifecycle.yaml"));
    }

    @Bean
    SlaClock slaClock(ServiceLevels levels) {
        return SlaClock.of(levels, SiteCalendars.of(levels));
    }

    @Bean
    CaseOpening caseOpening(HubSettings settings, RoutingRules routing, ServiceLevels levels) {
        WarrantyPolicies policies = WarrantyPolicyFile.load(rules(settings, "warranty-policies.yaml"));
        return new CaseOpening(policies, routing, levels);
    }

    private static Path rules(HubSettings settings, String file) {
        return settings.home().resolve("config/rules").resolve(file);
    }
}
