/**
 * The steps of a sprint, one after another, over as many attempts as it takes: what is finished is on disk and never
 * done again. Watches the agent at work, obeys people's commands, keeps the ledger.
 */
@NullMarked
package io.researchloop.runner.pipeline;

import org.jspecify.annotations.NullMarked;
