/**
 * A sprint's directory on the cluster, as the runner may touch it: reading that never follows a link out of it, writing
 * that never leaves half a file, and the lock that keeps a second runner out.
 */
@NullMarked
package io.researchloop.runner.directory;

import org.jspecify.annotations.NullMarked;
