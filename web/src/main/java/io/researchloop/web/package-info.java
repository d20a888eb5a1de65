/** The server: REST, webhooks, dashboard, live events, and the one facade through which they change anything. */
@NullMarked
package io.researchloop.web;

import org.jspecify.annotations.NullMarked;
