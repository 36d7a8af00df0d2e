package io.rmahub.engine.startup;

import java.util.List;

/** Everything that was found wrong at start, at once, so that nobody mends it one start at a time. */
public final class StartupException extends RuntimeException {

    private final List<String> problems;

    /** @param problems one sentence each, naming the file or property */
    public StartupException(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence each, naming the file or property. */
    public List<String> problems() {
        return problems;
    }

    /** Throws if there is any problem. */
    public static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new StartupException(problems);
        }
    }
}
