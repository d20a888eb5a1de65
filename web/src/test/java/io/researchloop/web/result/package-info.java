@NullMarked
package io.researchloop.web.result;

import org.jspecify.annotations.NullMarked;
