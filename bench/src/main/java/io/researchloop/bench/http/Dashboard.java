package io.researchloop.bench.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages of a server, as a browser has them that is signed in. */
public final class Dashboard {
    private static final String SETUP = "/dashboard/setup";
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final Address address;
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private Dashboard(Address address) {
        this.address = address;
    }

    /** Sets the password of a server on this machine that has none yet, which is what signs in its first visitor. */
    public static Dashboard firstVisit(Address address) throws IOException, InterruptedException {
        Dashboard dashboard = new Dashboard(address);
        HttpResponse<String> form =
                dashboard.client.send(dashboard.request(SETUP).build(), BodyHandlers.ofString());
        String password = "only for the bench";
        String fields = "password=" + encoded(password) + "&repeat=" + encoded(password) + "&_csrf="
                + encoded(formToken(form.body()));
        HttpResponse<String> answer = dashboard.client.send(
                dashboard
                        .request(SETUP)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(fields))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() != 303
                || answer.headers().firstValue("Location").orElse("").contains("problem")) {
            throw new IOException("the password was not taken: " + answer.statusCode() + " " + answer.headers());
        }
        return dashboard;
    }

    static String formToken(String page) throws IOException {
        Matcher token = FORM_TOKEN.matcher(page);
        if (!token.find()) {
            throw new IOException("the page has no form that can be sent");
        }
        return token.group(1);
    }

    /** Reads a page to its end. */
    public void open(String path) throws IOException, InterruptedException {
        HttpResponse<String> page =
                client.send(request(path).header("Accept", "text/html").build(), BodyHandlers.ofString());
        if (page.statusCode() != 200) {
            throw new IOException("the page " + path + " was answered with " + page.statusCode());
        }
    }

    /**
     * Opens a stream.
     *
     * @param line gets each line of it
     * @return is done when the stream has ended; cancel it to leave
     */
    public CompletableFuture<HttpResponse<Void>> stream(String path, Consumer<String> line) {
        return client.sendAsync(
                request(path).header("Accept", "text/event-stream").build(),
                BodyHandlers.fromLineSubscriber(new Lines(line)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address.url() + path));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private record Lines(Consumer<String> line) implements Flow.Subscriber<String> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String text) {
            line.accept(text);
        }

        @Override
        public void onError(Throwable error) {
            // The stream's own future tells it.
        }

        @Override
        public void onComplete() {
            // The stream's own future tells it.
        }
    }
}
