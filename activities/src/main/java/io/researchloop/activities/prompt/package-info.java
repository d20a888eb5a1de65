/**
 * The prompts of a sprint's steps. They are Thymeleaf templates in text mode; a user can replace each with a file of
 * the same name in {@code prompts_dir}. An idea or a context is only ever a value: template syntax in it is not
 * evaluated, and every character of it reaches the agent.
 */
@NullMarked
package io.researchloop.activities.prompt;

import org.jspecify.annotations.NullMarked;
