package io.rmahub.engine.startup;

import io.rmahub.engine.mapping.MappingException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints a mapping that does not compile by its file and line instead of a stack trace. */
public final class MappingFailureAnalyzer extends AbstractFailureAnalyzer<MappingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, MappingException cause) {
        return new FailureAnalysis(cause.getMessage(), "Mend the file below mappings/.", cause);
    }
}
