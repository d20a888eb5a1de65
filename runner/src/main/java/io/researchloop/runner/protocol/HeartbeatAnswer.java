package io.researchloop.runner.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The server's answer to a heartbeat: what the runner should do next, oldest first. */
public record HeartbeatAnswer(boolean ok, @Nullable List<Command> commands) {}
