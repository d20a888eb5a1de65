@NullMarked
package io.researchloop.web.webhook;

import org.jspecify.annotations.NullMarked;
