@NullMarked
package io.researchloop.web;

import org.jspecify.annotations.NullMarked;
