/**
 * The coding agents behind one port: an {@link io.researchloop.runner.agent.Agent} runs one step, tells a listener what
 * it does while it does it, and ends with a typed outcome. One adapter and one stream parser an agent.
 */
@NullMarked
package io.researchloop.runner.agent;

import org.jspecify.annotations.NullMarked;
