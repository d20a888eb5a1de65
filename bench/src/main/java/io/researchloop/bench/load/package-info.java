/**
 * Load, and what came of it: connections that send as fast as they are answered, the latencies, and the errors.
 */
@NullMarked
package io.researchloop.bench.load;

import org.jspecify.annotations.NullMarked;
