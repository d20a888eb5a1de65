/**
 * What is measured, one class a phase. A phase brings its own requests and adds its rows to the report.
 */
@NullMarked
package io.researchloop.bench.phase;

import org.jspecify.annotations.NullMarked;
