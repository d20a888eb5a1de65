/** Tests against a real dev server where its binary is, and the real in-memory server. */
@NullMarked
package io.researchloop.temporal;

import org.jspecify.annotations.NullMarked;
