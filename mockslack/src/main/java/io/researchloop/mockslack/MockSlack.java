package io.researchloop.mockslack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A workspace on the loopback. Its channels are C1 and C2, and the direct messages D1, D2 and D9 of its people U1, U2 and
 * U9. What people say and press on its page goes to the app: by Socket Mode where the app has connected, else signed, to
 * the app's address.
 */
public final class MockSlack implements AutoCloseable {
    public static final String TOKEN = "xoxb-secret";
    public static final String APP_TOKEN = "xapp-secret";
    public static final String SIGNING_SECRET = "signing secret";

    private final HttpServer server;
    private final MockSocket socket = new MockSocket();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "mock-slack");
        thread.setDaemon(true);
        return thread;
    });
    private final Workspace workspace = new Workspace();
    private final Delivery delivery;
    private final WebApi api;

    /** For a test, which speaks for the people itself: with the secrets above, at a free port. */
    public MockSlack() throws IOException {
        this(new SlackSecrets(TOKEN, APP_TOKEN, SIGNING_SECRET), 0, null);
    }

    /**
     * @param port 0: a free one
     * @param app the app's address, without a path; null: it connects by itself
     * @throws IOException if the port is taken
     */
    public MockSlack(SlackSecrets secrets, int port, @Nullable String app) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        delivery = new Delivery(socket, secrets, app);
        api = new WebApi(secrets, workspace, socket, page());
        SlackPage page = new SlackPage(workspace, new People(workspace, delivery), delivery);
        server.createContext("/", exchange -> {
            try (exchange) {
                if (SlackPage.isOf(exchange.getRequestURI().getPath())) {
                    page.handle(exchange);
                } else {
                    api.handle(exchange);
                }
            }
        });
        server.start();
    }

    /** For {@code api_url}. */
    public String url() {
        return page() + "/api";
    }

    /** Where people talk. */
    public String page() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Where events go that are fetched by Socket Mode. */
    public MockSocket socket() {
        return socket;
    }

    /** The calls that Slack took, oldest first. */
    public List<SlackCall> calls() {
        return api.calls();
    }

    public List<String> methods() {
        return calls().stream().map(SlackCall::method).toList();
    }

    public SlackCall last(String method) {
        return calls().stream()
                .filter(call -> call.method().equals(method))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    /** What the app has said, as it stands now, oldest first. */
    public List<SlackPost> posts() {
        return workspace.posts().stream().filter(SlackPost::ours).toList();
    }

    /** What the app has put into channels, oldest first. */
    public List<SlackFile> files() {
        return workspace.files().shared();
    }

    /** The app's reactions to a message, by their names. */
    public Set<String> reactions(String ts) {
        return workspace.reactions(ts);
    }

    /** How often it was called, also in vain. */
    public int knocks() {
        return api.knocks();
    }

    public void forget() {
        api.forget();
    }

    /** Nobody answers any more, until it is back. */
    public void down(boolean now) {
        api.down(now);
    }

    /** Answers with another status than 200, and with the header Retry-After if there is a wish. */
    public void status(int code, @Nullable String wish) {
        api.status(code, wish);
    }

    /** From now on a channel takes so many messages at once, and then one a second; at first there is no limit. */
    public void burst(int messages) {
        api.burst(messages);
    }

    /** @param error null: it is done again */
    public void refuse(String method, @Nullable String error) {
        api.refuse(method, error);
    }

    public void takeScope(String scope) {
        workspace.scopes.remove(scope);
    }

    /** Takes the app out of a channel, or puts it back. */
    public void channel(String channel, boolean invited) {
        if (invited) {
            workspace.channels.add(channel);
        } else {
            workspace.channels.remove(channel);
        }
    }

    /** A message of a person's, which a thread may begin with; the app does not hear of it. */
    public String said(String channel, @Nullable String thread, String text) {
        return said("U1", channel, thread, text);
    }

    /** @return its timestamp */
    public String said(String user, String channel, @Nullable String thread, String text) {
        String ts = workspace.timestamp();
        workspace.add(new SlackPost(channel, ts, thread, user, text, ""));
        return ts;
    }

    /** A message of the app's that the app did not send now, such as a notice of an earlier time. */
    public SlackPost notice(String channel) {
        SlackPost notice = new SlackPost(channel, workspace.timestamp(), null, SlackPost.APP, "a notice", "");
        workspace.add(notice);
        return notice;
    }

    @Override
    public void close() {
        delivery.close();
        socket.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
