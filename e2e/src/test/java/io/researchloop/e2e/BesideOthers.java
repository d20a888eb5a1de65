package io.researchloop.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A test that mostly waits. It runs beside the others of its class, but not beside one that needs all slots of the cluster. */
@Test
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock(value = BesideOthers.SLOTS, mode = ResourceAccessMode.READ)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface BesideOthers {
    String SLOTS = "slots";
}
