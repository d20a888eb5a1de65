package io.researchloop.bench.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Where a server listens.
 *
 * @param prefix what comes before every path, without a slash at its end; empty for a server at the root
 */
public record Address(boolean tls, String host, int port, String prefix) {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int READ_MILLIS = 60_000;
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    /** @throws IllegalArgumentException unless the text is an http or https URL with a host */
    public static Address of(String url) {
        URI uri = URI.create(url.strip());
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
            throw new IllegalArgumentException("expected a URL like http://127.0.0.1:8080, found " + url);
        }
        boolean tls = scheme.equals("https");
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS_PORT : HTTP_PORT;
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return new Address(tls, uri.getHost(), port, path.replaceAll("/+$", ""));
    }

    public static Address loopback(int port) {
        return new Address(false, "127.0.0.1", port, "");
    }

    public String url() {
        return (tls ? "https://" : "http://") + host + ":" + port + prefix;
    }

    Socket connect() throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(READ_MILLIS);
            plain.connect(new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port), CONNECT_MILLIS);
            return tls ? secured(plain) : plain;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    private Socket secured(Socket plain) throws IOException {
        SSLSocket socket =
                (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }
}
