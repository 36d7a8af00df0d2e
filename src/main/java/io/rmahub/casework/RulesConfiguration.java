package io.rmahub.casework;

import io.rmahub.rma.CaseOpening;
import io.rmahub.routing.RoutingRules;
import io.rmahub.routing.ServiceLevels;
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
    CaseOpening caseOpening(HubSettings settings) {
        Path rules = settings.home().resolve("config/rules");
        WarrantyPolicies policies = WarrantyPolicyFile.load(rules.resolve("warranty-policies.yaml"));
        return new CaseOpening(policies, RoutingRules.load(rules.resolve("routing.yaml")),
                ServiceLevels.load(rules.resolve("service-levels.yaml")));
    }
}
