package io.rmahub.startup;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a {@link StartupProblem} as a list instead of a stack trace. */
public final class StartupProblemAnalyzer extends AbstractFailureAnalyzer<StartupProblem> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartupProblem cause) {
        String list = cause.problems().stream().map(problem -> "  - " + problem)
                .collect(Collectors.joining(System.lineSeparator()));
        return new FailureAnalysis("The hub cannot start as it is configured:" + System.lineSeparator() + list,
                "Mend these in config/, routes/ or mappings/ (below hub.home), or in the environment.", cause);
    }
}
