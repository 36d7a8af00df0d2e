package io.rmahub.rma.api;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Map;

/** Checks what no field can be checked for alone. */
@Constraint(validatedBy = FieldsTogether.Check.class)
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface FieldsTogether {

    String message() default "";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** A request that has such rules. */
    interface Rules {

        /** What is wrong, by the name of the field that has to be another; any field may be null. */
        Map<String, String> violations();
    }

    /** Reports each violation at its field. */
    final class Check implements ConstraintValidator<FieldsTogether, Rules> {

        @Override
        public boolean isValid(Rules request, ConstraintValidatorContext context) {
            Map<String, String> violations = request.violations();
            context.disableDefaultConstraintViolation();
            violations.forEach((field, message) -> context.buildConstraintViolationWithTemplate(message)
                    .addPropertyNode(field).addConstraintViolation());
            return violations.isEmpty();
        }
    }
}
