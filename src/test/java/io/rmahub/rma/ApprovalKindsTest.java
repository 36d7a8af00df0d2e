package io.rmahub.rma;

import static org.assertj.core.api.Assertions.assertThat;

import io.rmahub.rma.model.ApprovalKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who decides on what, and under which names a case shows it. */
class ApprovalKindsTest {

    private final ApprovalKinds apart = new ApprovalKinds("accounts", "quality");

    @Test
    void whoDecidesSaysOfWhichKindItIs() {
        assertThat(apart.of("void-reversal", "accounts")).isEqualTo(ApprovalKind.MONEY);
        assertThat(apart.of("refund", "quality")).isEqualTo(ApprovalKind.EXCEPTION);
    }

    @Test
    void elseTheRequestSaysIt() {
        for (ApprovalKinds kinds : List.of(apart, new ApprovalKinds("one", "one"), new ApprovalKinds(null, null))) {
            assertThat(kinds.of("paid-repair", "")).isEqualTo(ApprovalKind.MONEY);
            assertThat(kinds.of("warranty-exception", "")).isEqualTo(ApprovalKind.EXCEPTION);
            assertThat(kinds.of("", "")).isEqualTo(ApprovalKind.MONEY);
        }
        assertThat(new ApprovalKinds("one", "one").of("late-extension", "one")).isEqualTo(ApprovalKind.EXCEPTION);
    }

    @Test
    void approvalsAreShownByWhoDecides() {
        assertThat(apart.bySystem("ASKED", "GRANTED"))
                .containsEntry("accounts", "ASKED").containsEntry("quality", "GRANTED");
        assertThat(new ApprovalKinds("one", "one").bySystem("ASKED", "GRANTED"))
                .containsEntry("money", "ASKED").containsEntry("exception", "GRANTED");
        assertThat(new ApprovalKinds(null, "quality").bySystem("ASKED", "GRANTED"))
                .containsEntry("money", "ASKED").containsEntry("quality", "GRANTED");
        assertThat(new ApprovalKinds(null, null).bySystem("ASKED", "GRANTED")).containsOnlyKeys("money", "exception");
    }
}
