@NullMarked
package io.researchloop.web.command;

import org.jspecify.annotations.NullMarked;
