package io.researchloop.activities.deployment;

import io.researchloop.activities.deployment.Platform.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which glibc a program needs: the highest of the symbol versions that it names ({@code GLIBC_2.17}; "Symbol Versioning"
 * of the Linux Standard Base). They are plain text in its dynamic string table, so no ELF reader is needed.
 */
final class SymbolVersions {
    private static final Pattern GLIBC = Pattern.compile("GLIBC_(\\d{1,3})\\.(\\d{1,3})");
    /** The parts of a runtime that are linked against the C library, and that every start of Java loads. */
    private static final List<String> PROGRAMS = List.of(
            "bin/java", "lib/libjli.so", "lib/server/libjvm.so", "lib/libjava.so", "lib/libnet.so", "lib/libnio.so");

    private SymbolVersions() {}

    /** @param home of a JDK or a runtime */
    static Version needed(Path home) throws IOException {
        Version highest = Version.UNKNOWN;
        for (String program : PROGRAMS) {
            Path file = home.resolve(program);
            if (Files.isRegularFile(file)) {
                Version needed = highestIn(Files.readAllBytes(file));
                highest = needed.compareTo(highest) > 0 ? needed : highest;
            }
        }
        return highest;
    }

    static Version highestIn(byte[] program) {
        Version highest = Version.UNKNOWN;
        Matcher found = GLIBC.matcher(new String(program, StandardCharsets.ISO_8859_1));
        while (found.find()) {
            Version version = new Version(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
            highest = version.compareTo(highest) > 0 ? version : highest;
        }
        return highest;
    }
}
