/**
 * The load harness: the same requests against a server of our own or any other of this API, and a table of numbers.
 * It shares the machine with what it measures, so it is made to cost little. A slow machine fails nothing here.
 */
@NullMarked
package io.researchloop.bench;

import org.jspecify.annotations.NullMarked;
