package io.researchloop.activities.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The store in a process of its own, which can be refused, or killed while it writes. */
final class ChildStore {
    private static final String REFUSED = "refused: ";
    private static final int WRITERS = 8;

    private ChildStore() {}

    /** Opens the store; if it can, eight threads create sprints, and each is told on stdout once it is stored. */
    public static void main(String[] arguments) {
        PrintStream out =
                new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        String prefix = arguments[1];
        try (Store store = StoreFixture.open(Path.of(arguments[0]), Clock.systemUTC())) {
            AtomicInteger number = new AtomicInteger();
            ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
            for (int i = 0; i < WRITERS; i++) {
                writers.execute(() -> {
                    while (true) {
                        String id = prefix + number.incrementAndGet();
                        store.sprints().create(StoreFixture.sprint(id));
                        out.print(id + "\n");
                        out.flush();
                    }
                });
            }
            Thread.currentThread().join();
        } catch (DatabaseRefused e) {
            out.println(REFUSED + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static Process start(Path folder, String prefix) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChildStore.class.getName(),
                        folder.toString(),
                        prefix))
                .redirectErrorStream(false)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What a second process is told. */
    static String refusal(Path folder) throws IOException, InterruptedException {
        Process child = start(folder, "sp-");
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            return out.lines()
                    .filter(line -> line.startsWith(REFUSED) || line.startsWith("sp-"))
                    .findFirst()
                    .orElse("it died without a word");
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
