/** Writes down what a sprint was made with, so that somebody else can explain and repeat it. */
@NullMarked
package io.researchloop.runner.provenance;

import org.jspecify.annotations.NullMarked;
