/**
 * Slack as its documentation describes it, small and on the loopback: the Web API with its tokens, scopes, rate limits
 * and refusals, and the workspace's own voice, signed requests to an app.
 */
@NullMarked
package io.researchloop.testing.slack;

import org.jspecify.annotations.NullMarked;
