package io.rmahub.warranty.api;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The fields of a request fit each other, the calendar and the world; what does not is told with its path. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ConsistencyValidator.class)
@interface Consistent {

    String message() default "the fields do not fit each other";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
