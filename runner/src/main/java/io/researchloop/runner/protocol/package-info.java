/**
 * The words that the runner in the job and the server exchange: wire records, outcomes, and the names of the files in
 * a sprint's directory. The only package of this module that others may import.
 */
@NullMarked
package io.researchloop.runner.protocol;

import org.jspecify.annotations.NullMarked;
