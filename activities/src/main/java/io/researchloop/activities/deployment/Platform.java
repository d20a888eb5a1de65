package io.researchloop.activities.deployment;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a runtime needs of a machine, or what a machine has.
 *
 * @param system {@code linux}
 * @param machine as {@code uname -m} says it: {@code x86_64}, {@code aarch64}
 * @param libc the GNU one, "glibc", or "musl"
 * @param version of the C library; 0.0 where it is not known
 */
record Platform(String system, String machine, String libc, Version version) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)");

    Platform {
        system = system.toLowerCase(Locale.ROOT);
        machine = switch (machine) {
            case "amd64" -> "x86_64";
            case "arm64" -> "aarch64";
            default -> machine;
        };
    }

    record Version(int major, int minor) implements Comparable<Version> {
        static final Version UNKNOWN = new Version(0, 0);

        /** The first pair of numbers in a text. */
        static Optional<Version> in(String text) {
            Matcher numbers = NUMBERS.matcher(text);
            return numbers.find() ? Optional.of(of(numbers)) : Optional.empty();
        }

        private static Version of(Matcher numbers) {
            return new Version(Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
        }

        @Override
        public int compareTo(Version other) {
            return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    /** Whether a runtime with these needs starts on that machine; an unknown version is given the benefit of doubt. */
    boolean fits(Platform machine) {
        boolean old = version.compareTo(machine.version) > 0 && !machine.version.equals(Version.UNKNOWN);
        return system.equals(machine.system)
                && this.machine.equals(machine.machine)
                && libc.equals(machine.libc)
                && !old;
    }

    @Override
    public String toString() {
        return system + " " + machine + " with " + libc + (version.equals(Version.UNKNOWN) ? "" : " " + version);
    }
}
