/** The rules of the house, held by tests over the compiled classes of all modules. */
package io.researchloop.architecture;
