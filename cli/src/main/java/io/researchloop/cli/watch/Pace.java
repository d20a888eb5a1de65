package io.researchloop.cli.watch;

import java.time.Duration;

/**
 * How patiently a sprint is followed.
 *
 * @param silence how long a stream may be silent before it counts as broken
 * @param pause between polls and between tries to connect again
 * @param patience how long a server may be gone before we give up
 */
public record Pace(Duration silence, Duration pause, Duration patience) {
    public static final Pace USUAL = new Pace(Duration.ofSeconds(60), Duration.ofSeconds(2), Duration.ofMinutes(10));
}
