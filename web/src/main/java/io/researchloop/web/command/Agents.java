package io.researchloop.web.command;

import io.researchloop.activities.config.AgentType;
import io.researchloop.activities.config.StudyConfig;
import org.jspecify.annotations.Nullable;

/** Which agent works on what a person asks for. */
final class Agents {
    private Agents() {}

    /**
     * @param wanted null or blank: the study's
     * @throws Rejection if there is no such agent, or the study cannot have it
     */
    static AgentType wanted(@Nullable String wanted, StudyConfig study) {
        if (wanted == null || wanted.isBlank()) {
            return study.agent();
        }
        for (AgentType type : AgentType.values()) {
            if (type.word().equals(wanted)) {
                if (type == AgentType.SCRIPTED && study.agentScript() == null) {
                    throw Rejection.invalid("agent: the study " + study.name() + " has no agent_script to run");
                }
                return type;
            }
        }
        throw Rejection.invalid("agent: expected claude or scripted, found \"" + Shortened.of(wanted) + "\"");
    }
}
