package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** What a loop's sprints cost, and what all of them will and when, if it goes on like this. Said with its basis only. */
final class LoopPace {
    private final LoopProgress loop;
    private final LoopPlan plan;
    private final Instant now;
    private final ZoneId zone;
    private final Map<Integer, LoopTurnRow> latest = new TreeMap<>();
    private final List<LoopTurnRow> open;

    LoopPace(LoopProgress loop, Instant now, ZoneId zone) {
        this.loop = loop;
        this.plan = loop.loop().plan();
        this.now = now;
        this.zone = zone;
        loop.turns().forEach(turn -> latest.put(turn.turn().position(), turn));
        this.open = loop.turns().stream().filter(LoopPace::isOpen).toList();
    }

    List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        cost().ifPresent(facts::add);
        end().ifPresent(facts::add);
        return facts;
    }

    /** What one place of the loop has cost with all its tries; empty before the first has come to its end. */
    Optional<Double> each() {
        double cost = loop.turns().stream()
                .filter(turn -> isOver(turn.turn().position()))
                .mapToDouble(LoopTurnRow::costUsd)
                .sum();
        return cost < 0.005 ? Optional.empty() : Optional.of(cost / ended());
    }

    /** So many are the basis. */
    int ended() {
        return (int) latest.keySet().stream().filter(this::isOver).count();
    }

    private Optional<Fact> cost() {
        String basis = basis(ended());
        return each().map(each -> loop.loop().status().terminal()
                ? Fact.of("Cost of a sprint", Words.money(each), "", basis)
                : Fact.of(
                        "At this pace",
                        Words.about(whole(each)),
                        "for all " + plan.count(),
                        Words.money(each) + " a sprint, " + basis
                                + (isTooDear(each) ? ": the budget ends it before" : "")));
    }

    private double whole(double each) {
        return Math.max(each * plan.count(), loop.spend().costUsd());
    }

    private boolean isTooDear(double each) {
        Double budget = plan.budget().maxCostUsd();
        return budget != null && whole(each) > budget;
    }

    /** Of a loop that runs, if all its sprints will come to be. */
    private Optional<Fact> end() {
        List<Duration> took = loop.turns().stream()
                .filter(turn -> turn.turn().sprintStatus() == SprintStatus.COMPLETED)
                .flatMap(turn -> turn.took().stream())
                .toList();
        Duration usual = Estimate.usual(took);
        if (usual == null
                || loop.loop().status() != LoopStatus.RUNNING
                || each().filter(this::isTooDear).isPresent()) {
            return Optional.empty();
        }
        return end(usual)
                .map(end -> Fact.of("Ends about", When.onTheClock(end, now, zone), condition() + basis(took.size())));
    }

    private static String basis(int sprints) {
        return "from " + Words.counted(sprints, "sprint");
    }

    private String condition() {
        if (!loop.waiting().isEmpty()) {
            return "if idea " + loop.waiting().get(0).turn().position() + " is approved now, ";
        }
        return plan.approveIdeas() ? "if ideas are approved at once, " : "";
    }

    /** Empty if one at work has taken longer than is usual, or nothing is left to do. */
    private Optional<Instant> end(Duration usual) {
        PriorityQueue<Instant> free = new PriorityQueue<>();
        Instant end = now;
        for (LoopTurnRow turn : open) {
            Instant begun = turn.sprintCreatedAt();
            Instant ends = (begun == null ? now : begun).plus(usual);
            if (!ends.isAfter(now)) {
                return Optional.empty();
            }
            free.add(ends);
            end = ends.isAfter(end) ? ends : end;
        }
        for (int lane = open.size(); lane < plan.parallel(); lane++) {
            free.add(now);
        }
        for (int left = left(); left > 0 && !free.isEmpty(); left--) {
            Instant ends = free.remove().plus(usual);
            free.add(ends);
            end = ends.isAfter(end) ? ends : end;
        }
        return end.isAfter(now) ? Optional.of(end) : Optional.empty();
    }

    /** Places that have no idea yet, or need another one. */
    private int left() {
        long again = latest.values().stream()
                .filter(turn -> turn.turn().state() == TurnState.REFUSED)
                .count();
        return (int) Math.max(0, plan.count() - latest.size() + again);
    }

    private boolean isOver(int position) {
        LoopTurnRow last = latest.get(position);
        return last != null && !isOpen(last) && last.turn().state() != TurnState.REFUSED;
    }

    private static boolean isOpen(LoopTurnRow row) {
        return switch (row.turn().state()) {
            case WRITING, OFFERED -> true;
            case REFUSED, UNUSABLE, NONE_LEFT -> false;
            case SPRINT -> {
                SprintStatus status = row.turn().sprintStatus();
                yield status == null || !status.terminal();
            }
        };
    }
}
