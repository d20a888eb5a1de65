package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.researchloop.cli.terminal.Style;
import io.researchloop.cli.terminal.Terminal;
import io.researchloop.cli.watch.Pace;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of the command line, with everything around it made up: home folder, terminal, input, environment. */
final class Run {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Map<String, String> environment = new HashMap<>();
    private final Deque<String> passwords = new ArrayDeque<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path folder;
    private boolean interactive;
    private Duration patience = Duration.ofSeconds(10);
    private boolean live;
    private boolean colours;
    private String input = "";
    private int exit = -1;

    Run(Path folder) {
        this.folder = folder;
        environment.put("HOME", folder.resolve("home").toString());
    }

    Run with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Run at(FakeServer server) {
        return with("RESEARCHLOOP_URL", server.url());
    }

    Run typing(String... typed) {
        interactive = true;
        passwords.addAll(List.of(typed));
        return this;
    }

    Run patience(Duration time) {
        patience = time;
        return this;
    }

    Run input(String text) {
        input = text;
        return this;
    }

    Run onTerminal() {
        live = true;
        return this;
    }

    Run coloured() {
        colours = true;
        return onTerminal();
    }

    Run go(String... args) {
        var terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                live,
                80,
                new Style(colours),
                interactive ? Optional.of(question -> Optional.ofNullable(passwords.poll())) : Optional.empty());
        exit = Commands.run(
                new Session(
                        terminal,
                        environment,
                        folder,
                        Clock.fixed(NOW, ZoneOffset.UTC),
                        new Pace(Duration.ofSeconds(10), Duration.ofMillis(50), patience)),
                args);
        return this;
    }

    int exit() {
        return exit;
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }

    JsonObject json() {
        return JsonParser.parseString(out()).getAsJsonObject();
    }
}
