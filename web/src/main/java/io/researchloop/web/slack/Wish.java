package io.researchloop.web.slack;

import io.researchloop.web.command.LoopRequest;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.TweakCommands;

/** Something that the agent of a conversation wants to have done. */
sealed interface Wish {
    record StartSprint(NewSprintRequest request) implements Wish {}

    record StartLoop(LoopRequest request) implements Wish {}

    record Tweak(String sprint, TweakCommands.Request request) implements Wish {}

    record CancelSprint(String sprint) implements Wish {}

    record StopLoop(String loop) implements Wish {}
}
