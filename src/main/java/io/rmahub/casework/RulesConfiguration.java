package io.rmahub.casework;

import io.rmahub.rma.CaseOpening;
import io.rmahub.rma.Lifecycle;
import io.rmahub.routing.RoutingRules;
import io.rmahub.routing.ServiceLevels;
import io.rmahub.routing.sla.SiteCalendars;
import io.rmahub.routing.sla.SlaClock;
import io.rmahub.settings.HubSettings;
import io.rmahub.warranty.WarrantyPolicies;
import io.rmahub.warranty.WarrantyPolicyFile;
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
