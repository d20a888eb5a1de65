/**
 * System tests: the product as its users have it, in processes of its own that are killed at will. Nothing here calls
 * the product's classes but the mock of the agent's API; what is asserted is what a user, a cluster's file system, or
 * the operating system can see.
 */
@NullMarked
package io.researchloop.e2e;

import org.jspecify.annotations.NullMarked;
