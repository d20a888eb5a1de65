package io.researchloop.cli.http;

import io.researchloop.cli.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A server's base address without a trailing slash, so that two ways to write one server compare equal. */
public record ServerAddress(String url) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    public ServerAddress {
        url = normalised(url);
    }

    private static String normalised(String given) {
        var text = given.strip();
        try {
            var uri = new URI(text.contains("://") ? text : "http://" + text);
            if (uri.getHost() == null || !isHttp(uri.getScheme())) {
                throw unreadable(given, null);
            }
            if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
                throw new Failure("The server's address must be a plain URL such as http://lab.example.org:8080,"
                        + " without a user name, a query or a fragment.");
            }
            var path = uri.getPath().replaceFirst("/(dashboard/?)?$", "");
            var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost() + port + path;
        } catch (URISyntaxException e) {
            throw unreadable(given, e);
        }
    }

    private static boolean isHttp(@Nullable String scheme) {
        return "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    }

    private static Failure unreadable(String given, @Nullable Exception cause) {
        var message = "\"" + given + "\" is no server address. Give one such as http://lab.example.org:8080.";
        return cause == null ? new Failure(message) : new Failure(message, cause);
    }

    /** Whether secrets would travel readable for others: plain HTTP to another machine. */
    public boolean exposesSecrets() {
        var uri = URI.create(url);
        return "http".equals(uri.getScheme()) && !LOOPBACK.contains(uri.getHost());
    }

    @Override
    public String toString() {
        return url;
    }
}
