/**
 * The client of the REST interface: where the server is, who we are to it, one request with its safe retries, and the
 * event stream. HttpURLConnection, because a command with one call starts three times faster than on java.net.http.
 */
@NullMarked
package io.researchloop.cli.http;

import org.jspecify.annotations.NullMarked;
