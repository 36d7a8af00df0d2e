package io.rmahub.rma;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.rmahub.rma.model.CaseFacts;
import io.rmahub.rma.model.CaseFacts.Approval;
import io.rmahub.rma.model.CaseMove;
import io.rmahub.rma.model.CasePosition;
import io.rmahub.rma.model.CaseStatus;
import io.rmahub.rma.model.ResolutionType;
import io.rmahub.rma.model.routing.Priority;
import io.rmahub.rma.model.routing.ReasonCode;
import io.rmahub.rma.model.routing.RepairKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The row of a case as one transaction holds and changes it. The fields are the columns of {@code rma_case}; they
 * are read and written as one JSON object, so that a column is named in one place.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE,
        isGetterVisibility = Visibility.NONE)
@JsonIgnoreProperties(ignoreUnknown = true)
final class CaseRow {

    UUID id;
    String orgId;
    String number;
    String externalRef;
    String customerId;
    String customerEmail;
    String installerEmail;
    String siteId;
    String siteCountry;
    String siteRegion;
    String siteZone;
    String assetId;
    String language;
    String ticketId;
    String taskId;
    CaseStatus status;
    ResolutionType resolutionType;
    String resolutionNotes;
    Priority priority;
    String caseType;
    ReasonCode reasonCode;
    String faultDescription;
    List<String> faultCodes;
    String firmware;
    String reportedBy;
    String serialNumber;
    String productSku;
    String orderRef;
    String orderLine;
    String warrantyClaimId;
    String warrantyOutcome;
    boolean underContract;
    RepairKind repairKind;
    Approval moneyApproval;
    Approval exceptionApproval;
    BigDecimal refundAmount;
    String refundCurrency;
    String team;
    String assignee;
    List<String> tags;
    boolean visitNeeded;
    List<CaseMove> early;
    boolean unitWithUs;
    boolean returnAwaited;
    int standbyOut;
    Integer csat;
    Instant openedAt;
    Instant dueAt;
    Instant statusAt;
    Instant resolvedAt;
    Instant closedAt;
    Instant nextAlarmAt;
    List<String> alarms;
    /** The stages of which people were told. */
    @JsonProperty("told")
    List<String> notifiedStages;
    int version;

    CasePosition position() {
        return new CasePosition(status, early);
    }

    /** What the guards of the lifecycle look at. */
    CaseFacts facts() {
        return new CaseFacts(resolutionType, repairKind, moneyApproval, exceptionApproval, standbyOut > 0, unitWithUs,
                returnAwaited);
    }
}
