package io.rmahub.warranty.api;

import io.rmahub.engine.web.FieldProblem;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Asks a request for what is wrong with it; see {@link ConsistentFields}. */
public final class ConsistencyValidator implements ConstraintValidator<Consistent, ConsistentFields> {

    private final Clock clock;

    public ConsistencyValidator(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean isValid(ConsistentFields request, ConstraintValidatorContext context) {
        List<FieldProblem> problems = request.problems(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        context.disableDefaultConstraintViolation();
        problems.forEach(problem -> context.buildConstraintViolationWithTemplate(problem.reason())
                .addPropertyNode(problem.path().substring(1)).addConstraintViolation());
        return problems.isEmpty();
    }
}
