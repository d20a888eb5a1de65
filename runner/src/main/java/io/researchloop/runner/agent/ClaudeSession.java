package io.researchloop.runner.agent;

import java.util.List;
import java.util.UUID;

/** How a process takes its session: both kinds are options of {@code claude}. */
sealed interface ClaudeSession {
    String id();

    List<String> options();

    /** A session that does not exist yet, under an id of our choice. */
    record Begin(String id) implements ClaudeSession {
        static Begin anew() {
            return new Begin(UUID.randomUUID().toString());
        }

        @Override
        public List<String> options() {
            return List.of("--session-id", id);
        }
    }

    record Resume(String id) implements ClaudeSession {
        @Override
        public List<String> options() {
            return List.of("--resume", id);
        }
    }
}
