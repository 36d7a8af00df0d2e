package io.rmahub.warranty.model;

/**
 * What a firmware release means for the warranty of a unit at a time.
 *
 * @param toRecord the fact to be recorded, with the notice that goes with it; null when there is nothing to do.
 *                 Once it is recorded, the same question has nothing more to record
 */
public record CloudDecision(Outcome outcome, String reason, String releaseId, WarrantyFact toRecord, Explanation why)
        implements WarrantyDecision {

    /** How the unit stands towards the release. */
    public enum Outcome {
        /** The release, or the condition, is not for this unit. */
        NOT_CONCERNED,
        /** What must be known of the unit is not. */
        UNKNOWN,
        /** It has the firmware. */
        COMPLIED,
        /** It was online: that it has not got the firmware is not its owner's doing. */
        WAS_ONLINE,
        /** The deadline has not passed. */
        WAITING,
        /** First step: the owner is told. */
        AT_RISK,
        /** The owner was told and the grace has not ended. */
        IN_GRACE,
        /** The unit complied or was seen online after all. */
        RISK_WITHDRAWN,
        /** Second step: the grace has ended. */
        VOIDED,
        /** It was voided before for this release; whatever arrives now, only an approved exception reverses that. */
        VOID_STANDS,
        /** It was voided for this release and an approved exception reversed it; the release is done with. */
        REINSTATED
    }

    @Override
    public String rule() {
        return "cloud-connection";
    }

    @Override
    public String result() {
        return outcome.name();
    }
}
