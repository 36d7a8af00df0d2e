package io.rmahub.warranty.model;

import io.rmahub.warranty.model.Explanation.Check;
import io.rmahub.warranty.model.Explanation.Input;
import io.rmahub.warranty.model.Explanation.Result;
import io.rmahub.warranty.model.WarrantyFact.Observed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Collects the explanation of one decision while it is taken: the inputs, and what was looked at. */
final class ExplanationBuilder {

    private final String version;
    private final PolicyChoice choice;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();

    ExplanationBuilder(WarrantyPolicies policies, PolicyChoice choice, WarrantyState state) {
        this.version = policies.version();
        this.choice = choice;
        state.unit().values().forEach((name, value) ->
                input(name, value.toString(), state.sources().get(name)));
        newest(state, "sohPercent", Reading::sohPercent);
        newest(state, "throughputKwh", Reading::throughputKwh);
        newest(state, "cycles", Reading::cycles);
        newest(state, "cellFirmware", Reading::cellFirmware);
        newest(state, "online", Reading::online);
        history(state);
    }

    void input(String name, String value, String source) {
        inputs.add(new Input(name, value, source));
    }

    /** Notes a condition that was looked at, and gives it back. */
    boolean check(String name, boolean passed, String why, String clause) {
        checks.add(new Check(name, passed ? Result.PASSED : Result.FAILED, why, clause));
        return passed;
    }

    void open(String name, String why, String clause) {
        checks.add(new Check(name, Result.OPEN, why, clause));
    }

    void conditions(List<String> more) {
        more.stream().filter(condition -> !conditions.contains(condition)).forEach(conditions::add);
    }

    Explanation build() {
        WarrantyPolicy policy = choice.policy();
        return build(policy == null ? null : policy.clause());
    }

    /** The explanation, where a clause of its own decided and not the general one of the row. */
    Explanation build(String clause) {
        return new Explanation(version, choice.policy() == null ? null : choice.policy().id(), clause,
                inputs, choice.considered(), checks, conditions);
    }

    private void newest(WarrantyState state, String name, Function<Reading, Object> value) {
        Observed newest = null;
        for (Observed observed : state.observed()) {
            newest = value.apply(observed.reading()) == null ? newest : observed;
        }
        if (newest != null) {
            input(name, value.apply(newest.reading()) + " measured at " + newest.at(), newest.source());
        }
    }

    private void history(WarrantyState state) {
        state.extensions().forEach(fact -> input("extended", fact.tier() + " at " + fact.at(), fact.source()));
        state.repairs().forEach(fact -> input("repaired", fact.from() + " to " + fact.until(), fact.source()));
        if (state.inheritance() != null) {
            input("replaces", state.inheritance().fromSerial() + " on " + state.inheritance().replacedOn(),
                    "replacement");
        }
        for (Map.Entry<String, WarrantyFact.RiskNoticed> risk : state.risks().entrySet()) {
            input("at risk", "for " + risk.getKey() + " until " + risk.getValue().graceEnds(),
                    risk.getValue().source());
        }
        state.withdrawn().forEach(release -> input("risk withdrawn", "for " + release, "warranty"));
        state.voids().forEach(fact -> input("voided", fact.ground() + " at " + fact.at(), fact.source()));
        state.reversals().values().forEach(fact ->
                input("void reversed", "by " + fact.approvalId() + " at " + fact.at(), fact.source()));
    }
}
