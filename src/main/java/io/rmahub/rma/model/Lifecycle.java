package io.rmahub.rma.model;

import io.rmahub.engine.rulefile.RuleFile;
import io.rmahub.engine.rulefile.RuleFile.InvalidRuleFileException;
import io.rmahub.rma.model.LifecycleRules.Move;
import io.rmahub.rma.model.MoveOutcome.MoveOption;
import io.rmahub.rma.model.MoveOutcome.Noted;
import io.rmahub.rma.model.MoveOutcome.Refused;
import io.rmahub.rma.model.MoveOutcome.Step;
import io.rmahub.rma.model.MoveOutcome.Timing;
import io.rmahub.rma.model.routing.Party;
import io.rmahub.rma.model.sla.SlaEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The states of a case and the moves between them, as {@code config/rules/lifecycle.yaml} has them. Pure: the same
 * position, move and facts give the same outcome.
 *
 * <p>A command that is not legal is refused, with the commands that are. A fact is never refused, for it is true:
 * one that comes late is noted, one that comes early is kept where the rules say so and made when the case is there.
 * No fact takes a case back to a lower rank, and a terminal state is never left.
 */
public final class Lifecycle {

    private final LifecycleRules rules;
    private final String version;

    private Lifecycle(LifecycleRules rules, String version) {
        this.rules = rules;
        this.version = version;
    }

    /**
     * Reads and checks the lifecycle.
     *
     * @throws InvalidRuleFileException when the file cannot be read, names a state, move or guard that does not exist,
     *                                  leaves one out, has a state that no way leads to or from which none leads to an
     *                                  end, a way out of a terminal state, or a fact that leads to a lower rank
     */
    public static Lifecycle load(Path file) {
        RuleFile<LifecycleRules> read = RuleFile.read(file, LifecycleRules.class);
        List<String> findings = LifecycleCheck.findings(read.value());
        if (!findings.isEmpty()) {
            throw new InvalidRuleFileException(file + ": " + String.join("; ", findings), null);
        }
        return new Lifecycle(read.value(), read.version());
    }

    /** Identifies the text of the rules. */
    public String version() {
        return version;
    }

    /** The state in which a case begins. */
    public CaseStatus initial() {
        return rules.initial();
    }

    /** Whether nothing happens any more to a case that stands here. */
    public boolean isTerminal(CaseStatus status) {
        return rules.states().get(status).terminal();
    }

    /** Whether the promise to the customer is kept or broken by the time the case comes here. */
    public boolean endsSla(CaseStatus status) {
        return rules.states().get(status).endsSla();
    }

    /** Whom a case waits for here. */
    public Optional<Party> waitsFor(CaseStatus status) {
        return Optional.ofNullable(rules.states().get(status).waitsFor());
    }

    /** How far a case has come here; a higher number is further. */
    public int rank(CaseStatus status) {
        return rules.states().get(status).rank();
    }

    /** One sentence for a person. */
    public String text(CaseStatus status) {
        return rules.states().get(status).text();
    }

    /** Whether the move is a fact, which is never refused. */
    public boolean isFact(CaseMove move) {
        return rules.moves().get(move).isFact();
    }

    /** The states that these rules know. */
    public Set<CaseStatus> states() {
        return EnumSet.copyOf(rules.states().keySet());
    }

    /** The commands that could be given here, each with what forbids it, if something does. */
    public List<MoveOption> options(CaseStatus status, CaseFacts facts) {
        return Arrays.stream(CaseMove.values()).filter(move -> !isFact(move))
                .map(move -> option(move, status, facts)).filter(Objects::nonNull).toList();
    }

    private MoveOption option(CaseMove name, CaseStatus status, CaseFacts facts) {
        Move move = rules.moves().get(name);
        CaseStatus to = move.target(status);
        return to == null ? null : new MoveOption(name, to, move.objections(status, facts));
    }

    /**
     * What this move does to a case that stands here.
     *
     * @param facts the case as it is when a command is given, and as it has become when a fact is told: when the
     *              stand-by unit has come back, it is not out
     */
    public MoveOutcome apply(CasePosition position, CaseMove name, CaseFacts facts) {
        CaseStatus from = position.status();
        MoveOption option = option(name, from, facts);
        if (option != null && option.objections().isEmpty()) {
            return new MoveRun(this, position, facts).make(name, option.to());
        }
        String why = option == null ? null : String.join("; ", option.objections());
        return isFact(name) ? noted(position, name, why) : new Refused(
                name + " is not possible in " + from + (why == null ? "" : ": " + why), options(from, facts));
    }

    private Noted noted(CasePosition position, CaseMove name, String objection) {
        CaseStatus status = position.status();
        if (isKept(name, status)) {
            String reason = objection == null ? "the case is only " + status : objection;
            return new Noted(MoveRun.keeping(position, name), Timing.EARLY, name + " is kept: " + reason);
        }
        if (isLate(name, status)) {
            return new Noted(position, Timing.LATE, name + " is late: the case is " + status + " already");
        }
        String reason = objection == null ? "" : ": " + objection;
        return new Noted(position, Timing.UNRELATED, name + " changes nothing in " + status + reason);
    }

    /** Whether a fact that leads nowhere from here is kept for later. */
    boolean isKept(CaseMove name, CaseStatus status) {
        return rules.moves().get(name).kept().contains(status);
    }

    /** Whether the case has been where this fact leads to. */
    private boolean isLate(CaseMove name, CaseStatus status) {
        Move move = rules.moves().get(name);
        return isTerminal(status) || (move.paths().isEmpty()
                ? move.stays().stream().allMatch(state -> rank(state) < rank(status))
                : move.paths().stream().allMatch(path -> rank(path.to()) <= rank(status)));
    }

    /** Where an allowed move leads from here, or null. */
    CaseStatus target(CaseMove name, CaseStatus from, CaseFacts facts) {
        MoveOption option = option(name, from, facts);
        return option == null || !option.objections().isEmpty() ? null : option.to();
    }

    /** What a step means for the clocks of the case: whom it waits for, and whether the promise is done with. */
    public List<SlaEvent> clockEvents(Step step, Instant at) {
        List<SlaEvent> events = new ArrayList<>();
        Optional<Party> before = waitsFor(step.from());
        Optional<Party> after = waitsFor(step.to());
        if (!before.equals(after)) {
            before.ifPresent(party -> events.add(new SlaEvent.Resumed(at, party)));
            after.ifPresent(party -> events.add(new SlaEvent.Paused(at, party)));
        }
        if (endsSla(step.from()) != endsSla(step.to())) {
            events.add(endsSla(step.to()) ? new SlaEvent.Resolved(at) : new SlaEvent.Reopened(at));
        }
        return events;
    }

    Step step(CaseMove name, CaseStatus from, CaseStatus to, CaseFacts facts) {
        return new Step(name, from, to, rules.moves().get(name).resolutionAfter(facts.resolution()));
    }

    CaseMove follower(CaseMove name) {
        return rules.moves().get(name).then();
    }
}
