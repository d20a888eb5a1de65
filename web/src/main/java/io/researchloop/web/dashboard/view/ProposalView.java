package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.runner.protocol.IdeaCheck;
import io.researchloop.runner.protocol.IdeaCheck.Likeness;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.workflows.loop.LoopStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A loop's idea that waits for a person, with what helps to decide.
 *
 * @param unanswered what follows if nobody answers; empty if it waits for ever
 * @param until it waits; null: for ever
 */
public record ProposalView(
        int position,
        String idea,
        When since,
        String unanswered,
        @Nullable When until,
        List<Clue> clues) {
    /** Comparing with more would make the page slow. */
    private static final int MOST_COMPARED = 1000;

    /**
     * Something to know about it.
     *
     * @param sprint that the words are about; empty for none
     * @param href of that sprint; null for none
     */
    public record Clue(
            String label, String sprint, @Nullable String href, String words) {}

    static List<ProposalView> of(LoopProgress loop, LoopPace pace, Instant now, ZoneId zone) {
        return loop.waiting().stream()
                .map(turn -> new Reading(loop, pace, turn).view(now, zone))
                .toList();
    }

    private record Reading(LoopProgress loop, LoopPace pace, LoopTurnRow offered) {
        ProposalView view(Instant now, ZoneId zone) {
            Integer minutes = loop.loop().plan().approvalMinutes();
            Instant since = offered.turn().since();
            Instant until = minutes == null || loop.loop().status() != LoopStatus.RUNNING
                    ? null
                    : since.plusSeconds(minutes * 60L);
            List<Clue> clues = new ArrayList<>();
            if (offered.reason() != null) {
                clues.add(new Clue("Why", "", null, offered.reason()));
            }
            parent().ifPresent(clues::add);
            nearest().ifPresent(clues::add);
            cost().ifPresent(clues::add);
            return new ProposalView(
                    offered.turn().position(),
                    idea(),
                    When.of(since, now, zone),
                    until == null ? "" : unanswered(),
                    until == null ? null : When.of(until, now, zone),
                    clues);
        }

        private String idea() {
            return Objects.requireNonNullElse(offered.idea(), "");
        }

        private String unanswered() {
            return switch (loop.loop().plan().whenUnanswered()) {
                case APPROVE -> "approved by itself";
                case PAUSE -> "else the loop pauses";
                case STOP -> "else the loop stops";
            };
        }

        private Optional<Clue> parent() {
            String parent = offered.turn().parent();
            return loop.turns().stream()
                    .filter(turn -> parent != null && parent.equals(turn.turn().sprintId()))
                    .findFirst()
                    .map(turn -> about(
                            "From",
                            turn,
                            turn.turn().metric() == null
                                    ? ""
                                    : ", " + MetricView.number(turn.turn().metric())));
        }

        /** Of this loop alone: the study's others are compared where ideas are written. */
        private Optional<Clue> nearest() {
            LoopTurnRow nearest = null;
            Likeness most = new Likeness(0, false);
            for (LoopTurnRow turn : loop.turns().size() > MOST_COMPARED ? List.<LoopTurnRow>of() : loop.turns()) {
                if (turn.turn().sprintId() != null && turn.idea() != null) {
                    Likeness likeness = IdeaCheck.likeness(idea(), turn.idea());
                    if (likeness.share() > most.share()) {
                        most = likeness;
                        nearest = turn;
                    }
                }
            }
            String words = ", " + Math.round(most.share() * 100) + " % alike" + (most.repeat() ? "" : ": not a repeat");
            return Optional.ofNullable(nearest).map(turn -> about("Nearest idea of this loop", turn, words));
        }

        private Optional<Clue> cost() {
            List<String> words = new ArrayList<>();
            Double most = loop.loop().sprintCostUsd();
            pace.each()
                    .map(each -> "about " + Words.about(each) + ", from " + Words.counted(pace.ended(), "sprint")
                            + " of this loop")
                    .or(() -> Optional.ofNullable(most).map(limit -> "at most " + Words.money(limit)))
                    .ifPresent(words::add);
            Double budget = loop.loop().plan().budget().maxCostUsd();
            if (budget != null) {
                words.add(Words.money(Math.max(0, budget - loop.spend().costUsd())) + " left");
            }
            return words.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Clue("Cost", "", null, String.join("; ", words)));
        }

        private static Clue about(String label, LoopTurnRow turn, String words) {
            return new Clue(
                    label,
                    "Sprint " + turn.turn().position(),
                    "/dashboard/sprints/" + turn.turn().sprintId(),
                    words);
        }
    }
}
