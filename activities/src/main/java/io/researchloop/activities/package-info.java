@NullMarked
package io.researchloop.activities;

import org.jspecify.annotations.NullMarked;
