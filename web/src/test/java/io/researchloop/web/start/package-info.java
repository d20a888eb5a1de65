@NullMarked
package io.researchloop.web.start;

import org.jspecify.annotations.NullMarked;
