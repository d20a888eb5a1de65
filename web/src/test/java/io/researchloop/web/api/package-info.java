@NullMarked
package io.researchloop.web.api;

import org.jspecify.annotations.NullMarked;
