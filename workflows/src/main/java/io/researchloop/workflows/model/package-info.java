/** The words of the durable core: plain records and enums, safe to write into a workflow's history. */
@NullMarked
package io.researchloop.workflows.model;

import org.jspecify.annotations.NullMarked;
