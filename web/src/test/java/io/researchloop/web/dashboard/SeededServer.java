package io.researchloop.web.dashboard;

import io.researchloop.web.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The dashboard with a sprint in every state, to be looked at in a browser: run it from an editor. It prints its
 * address and stays until it is ended; {@value TestServer#PASSWORD} is the password.
 */
final class SeededServer {
    private SeededServer() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("researchloop-seeded");
        boolean empty = arguments.length > 0 && arguments[0].equals("empty");
        boolean setup = arguments.length > 0 && arguments[0].equals("setup");
        TestServer server =
                TestServer.start(folder, "", setup ? Map.of() : Map.of("DASHBOARD_PASSWORD", TestServer.PASSWORD));
        Seed seed = new Seed(server);
        if (!empty && !setup) {
            seed.all();
        }
        System.out.println("http://127.0.0.1:" + server.port() + "/dashboard/");
        for (long beat = 2; ; beat++) {
            Thread.sleep(5000);
            if (!empty && !setup) {
                seed.heartbeat(Seed.RUNNING, 2, beat);
            }
        }
    }
}
