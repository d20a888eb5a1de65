/**
 * Commands and files on a cluster's login node, or on this machine, behind one port. Arguments travel as argv and are
 * quoted in one class.
 */
@NullMarked
package io.researchloop.activities.transport;

import org.jspecify.annotations.NullMarked;
