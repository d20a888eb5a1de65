/**
 * Brings to a cluster what its jobs need and its nodes lack: the runner's jar, and a Java runtime where there is none.
 * Each is sent once a cluster, whoever asks for it, and lies there by the hash of its content.
 */
@NullMarked
package io.researchloop.activities.deployment;

import org.jspecify.annotations.NullMarked;
