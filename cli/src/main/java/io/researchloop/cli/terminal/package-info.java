/**
 * What the user sees: tables, colours, numbers and times in words. Text of the server is cleaned on its way in, so that
 * nothing an agent wrote can steer the user's terminal.
 */
@NullMarked
package io.researchloop.cli.terminal;

import org.jspecify.annotations.NullMarked;
