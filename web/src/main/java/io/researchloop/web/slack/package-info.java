/**
 * Slack's side door: signed requests come in, are checked, committed and acknowledged, and worked on after that, each
 * once. It changes things only through the command facades, like every other door.
 */
@NullMarked
package io.researchloop.web.slack;

import org.jspecify.annotations.NullMarked;
