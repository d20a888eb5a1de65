/** What a sprint hands out as one file: its report for paper, and all that it brought. For programs and for browsers. */
@NullMarked
package io.researchloop.web.download;

import org.jspecify.annotations.NullMarked;
