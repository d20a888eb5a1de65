/**
 * HTTP/1.1 over one blocking socket a connection, with requests formatted before the clock runs. A general client
 * costs more a request than the server under test.
 */
@NullMarked
package io.researchloop.bench.http;

import org.jspecify.annotations.NullMarked;
