package io.researchloop.runner.pipeline;

import java.io.IOException;

/** Saves the ledger between the steps' bounds, where a failure is no reason to stop: the next save tries again. */
final class Saver {
    private final Checkpoint checkpoint;
    private final Ledger ledger;
    private volatile boolean due;

    Saver(Checkpoint checkpoint, Ledger ledger) {
        this.checkpoint = checkpoint;
        this.ledger = ledger;
    }

    void saveSoon() {
        due = true;
    }

    void saveNow() {
        due = true;
        saveIfDue();
    }

    void saveIfDue() {
        if (!due) {
            return;
        }
        due = false;
        try {
            checkpoint.save(ledger);
        } catch (IOException e) {
            due = true;
            System.err.println("runner: cannot save the checkpoint: " + e);
        }
    }
}
