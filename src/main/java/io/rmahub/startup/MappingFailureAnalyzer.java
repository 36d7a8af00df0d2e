package io.rmahub.startup;

import io.rmahub.mapping.MappingFailure;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a mapping that does not compile by its file and line instead of a stack trace. */
public final class MappingFailureAnalyzer extends AbstractFailureAnalyzer<MappingFailure> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MappingFailure cause) {
        return new FailureAnalysis(cause.getMessage(), "Mend the file below mappings/.", cause);
    }
}
