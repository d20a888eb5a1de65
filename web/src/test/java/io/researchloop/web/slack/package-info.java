@NullMarked
package io.researchloop.web.slack;

import org.jspecify.annotations.NullMarked;
