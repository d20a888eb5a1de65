@NullMarked
package io.researchloop.web.security;

import org.jspecify.annotations.NullMarked;
