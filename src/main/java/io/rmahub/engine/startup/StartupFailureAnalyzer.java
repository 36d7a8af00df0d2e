package io.rmahub.engine.startup;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a {@link StartupException} as a list instead of a stack trace. */
public final class StartupFailureAnalyzer extends AbstractFailureAnalyzer<StartupException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartupException cause) {
        String list = cause.problems().stream().map(problem -> "  - " + problem)
                .collect(Collectors.joining(System.lineSeparator()));
        return new FailureAnalysis("The hub cannot start as it is configured:" + System.lineSeparator() + list,
                "Mend these in config/, routes/ or mappings/ (below hub.home), or in the environment.", cause);
    }
}
