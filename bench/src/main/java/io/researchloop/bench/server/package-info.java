/**
 * Servers that the bench starts itself, their folders, and what the operating system says of their processes.
 */
@NullMarked
package io.researchloop.bench.server;

import org.jspecify.annotations.NullMarked;
