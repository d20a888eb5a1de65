/**
 * Who may do what: three filter chains (runners; the stateless API; the dashboard), passwords, tokens, throttling and
 * the first set-up. Closed by default: without a password nobody gets in, without a shared secret only tokens count.
 */
@NullMarked
package io.researchloop.web.security;

import org.jspecify.annotations.NullMarked;
