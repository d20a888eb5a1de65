package io.researchloop.activities.scheduler;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The shell scripts beside this package, as text. */
final class SchedulerScript {
    private SchedulerScript() {}

    /** Several are one script, in this order. */
    static String load(String... names) {
        return Arrays.stream(names).map(SchedulerScript::load).collect(Collectors.joining("\n"));
    }

    private static String load(String name) {
        try (InputStream in = SchedulerScript.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the script " + name, e);
        }
    }
}
