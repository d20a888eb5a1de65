/**
 * Slack as its documentation describes it, small and on the loopback: the Web API with its tokens, scopes, rate limits
 * and refusals, the workspace's own voice (signed requests to an app, or a socket), and a page to talk on. There is one,
 * for the demo and for tests; it knows nothing of the product.
 */
@NullMarked
package io.researchloop.mockslack;

import org.jspecify.annotations.NullMarked;
