/**
 * A model API of our own on the loopback, for tests: the real {@code claude} program talks to it as to the real
 * service, and it answers as the service does when all is well, and in each way that it fails.
 */
@NullMarked
package io.researchloop.testing.mockapi;

import org.jspecify.annotations.NullMarked;
