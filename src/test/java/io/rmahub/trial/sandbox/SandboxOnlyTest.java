package io.rmahub.trial.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.mock.env.MockEnvironment;

/** What the hub's component scan finds of the sandbox, profile by profile. */
class SandboxOnlyTest {

    @ParameterizedTest
    @ValueSource(strings = {"production", "sandbox,production", "production,sandbox", ""})
    void nothingOfTheSandboxIsThereWithProductionOrWithoutItsProfile(String profiles) {
        assertThat(found(profiles)).isEmpty();
    }

    @Test
    void theProfileBringsTheNeighboursButNotTheApplicationOfTheirOwn() {
        assertThat(found("sandbox"))
                .contains(SandboxConfiguration.class.getName(), CaseSystems.class.getName(),
                        SandboxSettings.class.getName()).doesNotContain(SandboxApplication.class.getName());
    }

    private static List<String> found(String profiles) {
        MockEnvironment environment = new MockEnvironment();
        if (!profiles.isEmpty()) {
            environment.setActiveProfiles(profiles.split(","));
        }
        var scan = new ClassPathScanningCandidateComponentProvider(true, environment);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scan.findCandidateComponents("io.rmahub.trial.sandbox").stream()
                .map(found -> found.getBeanClassName()).toList();
    }
}
