package io.researchloop.runner.report;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that {@code https_proxy}, {@code http_proxy} and {@code no_proxy} name, as curl reads them. Clusters whose
 * compute nodes reach the world through a proxy set these, and Java does not look at them by itself.
 */
final class EnvironmentProxy {
    private EnvironmentProxy() {}

    static Proxy forUrl(String url) {
        return forUrl(url, System.getenv());
    }

    static Proxy forUrl(String url, Map<String, String> environment) {
        URI target = URI.create(url);
        String host = target.getHost();
        if (host == null || exempt(host.toLowerCase(Locale.ROOT), value(environment, "no_proxy"))) {
            return Proxy.NO_PROXY;
        }
        boolean tls = "https".equalsIgnoreCase(target.getScheme());
        return address(value(environment, tls ? "https_proxy" : "http_proxy"))
                .map(address -> new Proxy(Proxy.Type.HTTP, address))
                .orElse(Proxy.NO_PROXY);
    }

    private static Optional<InetSocketAddress> address(@Nullable String proxy) {
        if (proxy == null || proxy.isBlank()) {
            return Optional.empty();
        }
        try {
            URI uri = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
            int port = uri.getPort() < 0 ? 80 : uri.getPort();
            return Optional.ofNullable(uri.getHost()).map(host -> InetSocketAddress.createUnresolved(host, port));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean exempt(String host, @Nullable String exemptions) {
        boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
        return loopback
                || (exemptions != null
                        && Stream.of(exemptions.toLowerCase(Locale.ROOT).split(",", -1))
                                .map(String::strip)
                                .filter(entry -> !entry.isEmpty())
                                .map(entry -> entry.startsWith(".") ? entry.substring(1) : entry)
                                .anyMatch(entry ->
                                        entry.equals("*") || host.equals(entry) || host.endsWith("." + entry)));
    }

    private static @Nullable String value(Map<String, String> environment, String name) {
        String value = environment.get(name);
        return value != null ? value : environment.get(name.toUpperCase(Locale.ROOT));
    }
}
