package io.rmahub.warranty.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.rmahub.warranty.model.CoverageDecision;
import io.rmahub.warranty.model.CoverageOutcome;
import io.rmahub.warranty.model.EndCause;
import io.rmahub.warranty.model.Explanation;
import io.rmahub.warranty.model.Part;
import java.time.LocalDate;

/** Whether a part is covered on a day, explained. See {@link CoverageDecision}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CoverageAnswer(String serialNumber, CoverageOutcome outcome, String reason, Part part, LocalDate asOf,
                             LocalDate startsOn, LocalDate expiresOn, EndCause endedBy, LocalDate legalGuaranteeUntil,
                             Explanation explanation) {

    public static CoverageAnswer of(String serialNumber, CoverageDecision decision) {
        return new CoverageAnswer(serialNumber, decision.outcome(), decision.reason(), decision.part(), decision.asOf(),
                decision.startsOn(), decision.expiresOn(), decision.endedBy(), decision.legalGuaranteeUntil(),
                decision.why());
    }
}
