/**
 * The configuration file {@code researchloop.toml}: read, checked and turned into immutable records, with the
 * environment's overrides on top. All faults are reported at once, each with its line and the nearest thing that would
 * be right. Nothing here depends on Spring, so that a command can read the file without starting anything.
 */
@NullMarked
package io.researchloop.activities.config;

import org.jspecify.annotations.NullMarked;
