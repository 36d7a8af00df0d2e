package io.rmahub.trial.sandbox;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Profile;

/** Keeps a bean out of every process in which {@code production} is active, whatever else is. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Profile(SandboxOnly.PROFILES)
@interface SandboxOnly {

    String PROFILES = "sandbox & !production";
}
