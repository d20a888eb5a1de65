/**
 * What the runners say: heartbeats, the last word, files. Each answer 2xx means that it is on the disk. Nothing here
 * waits for the engine, and a sprint that has ended takes everything without a change.
 */
@NullMarked
package io.researchloop.web.webhook;

import org.jspecify.annotations.NullMarked;
