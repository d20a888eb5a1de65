@NullMarked
package io.researchloop.web.dashboard.view;

import org.jspecify.annotations.NullMarked;
