package io.rmahub.rma;

import io.rmahub.approval.ApprovalSystems;
import io.rmahub.approval.ApprovalSystems.ApprovalSystem;
import io.rmahub.rma.model.ApprovalKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Which approvals are of money and which of exceptions. Who decides on them is configuration: the target that has the
 * kind of the request in its {@code settings.approvals.kinds}.
 */
@Component
final class ApprovalKinds {

    private static final String REFUND = "refund";
    private static final String WARRANTY_EXCEPTION = "warranty-exception";

    private final String moneySystem;
    private final String exceptionSystem;

    @Autowired
    ApprovalKinds(ApprovalSystems systems) {
        this(systems.of(REFUND).map(ApprovalSystem::name).orElse(null),
                systems.of(WARRANTY_EXCEPTION).map(ApprovalSystem::name).orElse(null));
    }

    /** Each by its name, or null where no system is configured. */
    ApprovalKinds(String moneySystem, String exceptionSystem) {
        this.moneySystem = moneySystem;
        this.exceptionSystem = exceptionSystem;
    }

    /**
     * Of which kind an approval is.
     *
     * @param requestKind what is to be approved, as the request says; may be empty
     * @param system      who decides, or empty if no system was asked
     */
    ApprovalKind of(String requestKind, String system) {
        if (!Objects.equals(moneySystem, exceptionSystem)) {
            if (system.equals(moneySystem)) {
                return ApprovalKind.MONEY;
            } else if (system.equals(exceptionSystem)) {
                return ApprovalKind.EXCEPTION;
            }
        }
        return ApprovalKind.ofRequest(requestKind);
    }

    /** How far both have come, by the names of the systems that decide; by their own where none does, or one both. */
    Map<String, String> bySystem(String moneyApproval, String exceptionApproval) {
        boolean shared = Objects.equals(moneySystem, exceptionSystem);
        Map<String, String> approvals = new LinkedHashMap<>();
        approvals.put(shared || moneySystem == null ? "money" : moneySystem, moneyApproval);
        approvals.put(shared || exceptionSystem == null ? "exception" : exceptionSystem, exceptionApproval);
        return approvals;
    }
}
