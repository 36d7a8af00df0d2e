package io.rmahub.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rmahub.approval.model.ApprovalKind;
import io.rmahub.engine.settings.HubSettings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Which settings of a system that approves are understood, and which stop the start. */
class ApprovalSystemsTest {

    private static ApprovalSystems systems(Map<String, String> changed) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "hub.sources.oa.org-id", "demo",
                "hub.sources.oa.settings.statuses.approved", "30",
                "hub.targets.oa.events", "approval.requested.v1",
                "hub.targets.oa.when[/data/system]", "oa",
                "hub.targets.oa.settings.receipts.approval-id.event", "approval.requested.v1",
                "hub.targets.oa.settings.approvals.kinds", "refund, goodwill",
                "hub.targets.oa.settings.approvals.category", "money"));
        settings.putAll(changed);
        return new ApprovalSystems(new Binder(new MapConfigurationPropertySource(settings))
                .bind("hub", HubSettings.class).get());
    }

    @Test
    void aSystemApprovesMoneyOrExceptions() {
        assertThat(systems(Map.of()).kindOf("oa")).contains(ApprovalKind.MONEY);
        assertThat(systems(Map.of("hub.targets.oa.settings.approvals.category", "exception")).kindOf("oa"))
                .contains(ApprovalKind.EXCEPTION);
        assertThat(systems(Map.of()).kindOf("gone")).isEmpty();
        assertThat(systems(Map.of()).of("goodwill")).hasValueSatisfying(system ->
                assertThat(system.name()).isEqualTo("oa"));
    }

    @Test
    void anotherCategoryStopsTheStart() {
        for (String wrong : new String[] {"", "cash"}) {
            assertThatThrownBy(() -> systems(Map.of("hub.targets.oa.settings.approvals.category", wrong)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("hub.targets.oa.settings.approvals.category is money or exception");
        }
    }
}
