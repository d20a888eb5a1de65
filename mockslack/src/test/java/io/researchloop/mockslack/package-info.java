@NullMarked
package io.researchloop.mockslack;

import org.jspecify.annotations.NullMarked;
