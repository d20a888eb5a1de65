@NullMarked
package io.researchloop.web.problem;

import org.jspecify.annotations.NullMarked;
