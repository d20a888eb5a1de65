/**
 * What the pages say: rows of the store turned into words, by pure functions of the rows and the time. A template only
 * places these words.
 */
@NullMarked
package io.researchloop.web.dashboard.view;

import org.jspecify.annotations.NullMarked;
