/** The runner's entry: reads a plan, drives the pipeline, ends with a code that the batch script writes down. */
@NullMarked
package io.researchloop.runner;

import org.jspecify.annotations.NullMarked;
