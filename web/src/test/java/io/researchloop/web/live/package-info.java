@NullMarked
package io.researchloop.web.live;

import org.jspecify.annotations.NullMarked;
