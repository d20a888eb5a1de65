@NullMarked
package io.researchloop.web.dashboard;

import org.jspecify.annotations.NullMarked;
