/**
 * How the runner tells what it does, in two ways of which either is enough: files in the sprint's directory, always,
 * and HTTP to the orchestrator where there is one to be reached. Neither ever slows the agent.
 */
@NullMarked
package io.researchloop.runner.report;

import org.jspecify.annotations.NullMarked;
