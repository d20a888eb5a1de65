/**
 * The command line, one class a command. A command asks the server over HTTP and prints the answer; it knows no other
 * module. Commands that need the server's own code (serve, init, demo, …) are dispatched by the launcher script.
 */
@NullMarked
package io.researchloop.cli;

import org.jspecify.annotations.NullMarked;
