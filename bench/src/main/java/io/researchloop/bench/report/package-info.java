/** The numbers as Markdown, each target beside what was measured, so that a run can be pasted into an issue as it is. */
@NullMarked
package io.researchloop.bench.report;

import org.jspecify.annotations.NullMarked;
