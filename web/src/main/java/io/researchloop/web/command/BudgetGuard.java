package io.researchloop.web.command;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.notification.Notices;
import io.researchloop.activities.store.CommandStore;
import io.researchloop.activities.store.Notice;
import io.researchloop.activities.store.NoticeSubject;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.StoreListener;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.runner.protocol.Command;
import io.researchloop.workflows.model.Budget;
import io.researchloop.workflows.model.Spend;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Holds studies to their budgets. When one is spent, sprints and tweaks that have not begun are cancelled, and those that work end
 * after the step they are at; each with the budget as its cause.
 */
@Component
class BudgetGuard implements SmartLifecycle, StoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(BudgetGuard.class);

    /** Running jobs use up GPU hours without a word. */
    private static final Duration SWEEP = Duration.ofSeconds(10);

    /** Heartbeats come in crowds. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Configuration configuration;
    private final Spending spending;
    private final SprintStore sprints;
    private final SprintCommands sprintCommands;
    private final Tweaks tweaks;
    private final TweakCommands tweakCommands;
    private final CommandStore commands;
    private final Notices notices;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Set<String> told = new HashSet<>();
    private @Nullable Thread thread;

    BudgetGuard(
            Configuration configuration,
            Spending spending,
            SprintStore sprints,
            SprintCommands sprintCommands,
            Tweaks tweaks,
            TweakCommands tweakCommands,
            CommandStore commands,
            Notices notices) {
        this.configuration = configuration;
        this.spending = spending;
        this.sprints = sprints;
        this.sprintCommands = sprintCommands;
        this.tweaks = tweaks;
        this.tweakCommands = tweakCommands;
        this.commands = commands;
        this.notices = notices;
    }

    @Override
    public void sprintChanged(String sprintId) {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public synchronized void start() {
        if (thread == null) {
            thread = new Thread(this::loop, "budgets");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void loop() {
        try {
            while (true) {
                configuration.studies().stream()
                        .filter(study -> study.budget().limited())
                        .forEach(this::lookOrLog);
                Thread.sleep(PAUSE.toMillis());
                if (wakeUps.tryAcquire(SWEEP.toMillis(), TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            // Told to stop.
            Thread.currentThread().interrupt();
        }
    }

    private void lookOrLog(StudyConfig study) {
        try {
            look(study);
        } catch (RuntimeException e) {
            LOG.warn("study={} its budget could not be looked at, and will be again: {}", study.name(), e.toString());
        }
    }

    private void look(StudyConfig study) {
        Budget budget = study.budget();
        Spend spent = spending.ofStudy(study.name());
        if (budget.warns(spent)) {
            warn(study, NotificationEvent.BUDGET_80, spent);
        }
        if (budget.isSpent(spent)) {
            warn(study, NotificationEvent.BUDGET_100, spent);
            spending.unended(study.name()).forEach(id -> end(id, study, spent));
            tweaks.waiting(study.name()).forEach(id -> tweakCommands.cancel(id, why(study, spent)));
        }
    }

    private void warn(StudyConfig study, NotificationEvent event, Spend spent) {
        Budget budget = study.budget();
        String limits = budget.maxCostUsd() + " USD, " + budget.maxGpuHours() + " GPU hours";
        if (told.contains(study.name() + event)) {
            return;
        }
        spending.newest(study.name()).ifPresent(sprint -> {
            if (spending.warn(
                    study.name(), event.word(), limits, sprint, notices.addressed(notice(study, event, spent)))) {
                LOG.warn("study={} {}: {} is spent", study.name(), event.word(), budget.words(spent));
            }
        });
        told.add(study.name() + event);
    }

    private static Notice notice(StudyConfig study, NotificationEvent event, Spend spent) {
        Budget budget = study.budget();
        boolean all = event == NotificationEvent.BUDGET_100;
        return new Notice(
                "budget:" + study.name() + ":" + event.word() + ":" + budget.maxCostUsd() + ":" + budget.maxGpuHours(),
                event,
                NoticeSubject.study(study.name()),
                study.name(),
                "Study " + study.name() + " has spent " + (all ? "its budget" : "80 % of its budget"),
                "Spent: " + budget.words(spent) + "."
                        + (all ? " What waits is cancelled, and what works ends after the step it is at." : ""));
    }

    private void end(String sprintId, StudyConfig study, Spend spent) {
        String why = why(study, spent);
        SprintStatus status = sprints.find(sprintId).map(SprintRow::status).orElse(SprintStatus.CANCELLED);
        switch (status) {
            case PENDING, QUEUED -> sprintCommands.cancel(sprintId, why);
            case SUBMITTED, RUNNING -> {
                if (told.add(sprintId)) {
                    commands.add(sprintId, Command.Kind.BUDGET, why);
                }
            }
            case COMPLETED, FAILED, CANCELLED -> told.remove(sprintId);
        }
    }

    private static String why(StudyConfig study, Spend spent) {
        return "budget: the study " + study.name() + " has spent "
                + study.budget().words(spent) + ".";
    }
}
