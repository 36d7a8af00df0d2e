package io.rmahub.warranty.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that happened to a unit or its warranty. Facts are added, never changed or taken back; the state is
 * derived from the set of them, in whatever order they came ({@link WarrantyState#of}).
 */
public sealed interface WarrantyFact {

    /** When it happened, however late it was learnt. */
    Instant at();

    /** Where it is known from: a registration, a command, the device cloud, an approval. */
    String source();

    /**
     * What somebody stated of the unit. Of two statements about the same thing the later counts; null states nothing.
     */
    record UnitDescribed(Instant at, String source, UnitFacts unit) implements WarrantyFact {
        public UnitDescribed {
            required(at, source);
            Objects.requireNonNull(unit, "unit");
        }
    }

    /** What the unit reported. */
    record Observed(String source, Reading reading) implements WarrantyFact {
        public Observed {
            required(reading.measuredAt(), source);
        }

        @Override
        public Instant at() {
            return reading.measuredAt();
        }
    }

    /**
     * The cover was extended.
     *
     * @param addsMonths to the standard term; null: as the offer of the tier says
     * @param approvalId of the exception; required for {@link Tier#GOODWILL}, which no policy offers
     */
    record Extended(Instant at, String source, Tier tier, Integer addsMonths, String approvalId)
            implements WarrantyFact {
        public Extended {
            required(at, source);
            if (tier == null || tier == Tier.STANDARD) {
                throw new IllegalArgumentException("\"tier\" must be an extension");
            }
            if (tier == Tier.GOODWILL && (addsMonths == null || approvalId == null)) {
                throw new IllegalArgumentException(
                        "GOODWILL needs \"addsMonths\" and the \"approvalId\" of the exception");
            }
            if (addsMonths != null) {
                Require.months("addsMonths", addsMonths);
            }
        }
    }

    /** The unit was away for repair from the one day to the other, both included. */
    record Repaired(Instant at, String source, LocalDate from, LocalDate until) implements WarrantyFact {
        public Repaired {
            required(at, source);
            if (until.isBefore(from)) {
                throw new IllegalArgumentException("\"until\" is before \"from\"");
            }
        }
    }

    /** The unit was given in place of another. */
    record Replacing(Instant at, String source, Inheritance inheritance) implements WarrantyFact {
        public Replacing {
            required(at, source);
            Objects.requireNonNull(inheritance, "inheritance");
        }
    }

    /**
     * The owner was told that the cell warranty is at risk.
     *
     * @param releaseId the firmware that was missed
     * @param graceEnds the last day, at the site, on which the unit can still comply
     */
    record RiskNoticed(Instant at, String source, String releaseId, LocalDate graceEnds) implements WarrantyFact {
        public RiskNoticed {
            required(at, source);
            Objects.requireNonNull(releaseId, "releaseId");
            Objects.requireNonNull(graceEnds, "graceEnds");
        }
    }

    /** The risk is over, for this release once and for all. */
    record RiskWithdrawn(Instant at, String source, String releaseId, String reason) implements WarrantyFact {
        public RiskWithdrawn {
            required(at, source);
            Objects.requireNonNull(releaseId, "releaseId");
        }
    }

    /**
     * The warranty, or a part of it, was voided or shortened. Takes effect at the end of the day, at the site.
     *
     * @param id          what a reinstatement refers to
     * @param ground      the {@link VoidGround} or {@code missed-firmware}
     * @param releaseId   the firmware that was missed, for that ground
     * @param shortenedTo months from the start, for {@link Consequence#SHORTEN_TERM}
     */
    record Voided(Instant at, String source, UUID id, Consequence consequence, Integer shortenedTo, String ground,
                  String releaseId, String reason, String clause) implements WarrantyFact {
        public Voided {
            required(at, source);
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(consequence, "consequence");
            Objects.requireNonNull(ground, "ground");
            if ((consequence == Consequence.SHORTEN_TERM) != (shortenedTo != null)) {
                throw new IllegalArgumentException("\"shortenedTo\" belongs to shorten-term, and to nothing else");
            }
        }
    }

    /**
     * An approved exception reversed a void, as if it had not been; both stay on record.
     *
     * @param voidId     the void that is reversed
     * @param approvalId of the exception
     */
    record Reinstated(Instant at, String source, UUID voidId, String approvalId) implements WarrantyFact {
        public Reinstated {
            required(at, source);
            Objects.requireNonNull(voidId, "voidId");
            Require.text("approvalId", approvalId);
        }
    }

    private static void required(Instant at, String source) {
        Objects.requireNonNull(at, "at");
        Require.text("source", source);
    }
}
