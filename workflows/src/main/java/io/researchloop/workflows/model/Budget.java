package io.researchloop.workflows.model;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may be spent on a sprint, a loop or a study; null is no limit.
 *
 * @param maxCostUsd above 0
 * @param maxGpuHours above 0
 */
public record Budget(@Nullable Double maxCostUsd, @Nullable Double maxGpuHours) {
    public static final Budget UNLIMITED = new Budget(null, null);

    /** From this share on a warning is due. */
    public static final double WARNING = 0.8;

    /** The ledger adds fractions of a cent; what is left below this is nothing. */
    private static final double DUST = 1e-9;

    public boolean limited() {
        return maxCostUsd != null || maxGpuHours != null;
    }

    /** How much of it is spent, of the limit that is nearer: 0 is nothing, 1 is all. 0 without a limit. */
    public double share(Spend spent) {
        double cost = maxCostUsd == null ? 0 : spent.costUsd() / maxCostUsd;
        double gpus = maxGpuHours == null ? 0 : spent.gpuHours() / maxGpuHours;
        return Math.max(cost, gpus);
    }

    public boolean warns(Spend spent) {
        return limited() && share(spent) >= WARNING - DUST;
    }

    public boolean isSpent(Spend spent) {
        return limited() && share(spent) >= 1 - DUST;
    }

    /** Dollars that may still be spent, never negative; null for no limit. */
    public @Nullable Double costLeft(Spend spent) {
        return maxCostUsd == null ? null : Double.valueOf(Math.max(0, maxCostUsd - spent.costUsd()));
    }

    /** GPU hours that may still be spent, never negative; null for no limit. */
    public @Nullable Double gpuHoursLeft(Spend spent) {
        return maxGpuHours == null ? null : Double.valueOf(Math.max(0, maxGpuHours - spent.gpuHours()));
    }

    /** What is spent of which limit, as in {@code $4.80 of $5.00}; empty without a limit. */
    public String words(Spend spent) {
        String cost =
                maxCostUsd == null ? "" : String.format(Locale.ROOT, "$%.2f of $%.2f", spent.costUsd(), maxCostUsd);
        String gpus = maxGpuHours == null
                ? ""
                : String.format(Locale.ROOT, "%.1f of %.1f GPU hours", spent.gpuHours(), maxGpuHours);
        return cost.isEmpty() || gpus.isEmpty() ? cost + gpus : cost + ", " + gpus;
    }

    /** Why nothing may begin any more, in a sentence; empty if something may. */
    public Optional<String> refusal(String whose, Spend spent) {
        return isSpent(spent) ? Optional.of(whose + " has spent its budget: " + words(spent) + ".") : Optional.empty();
    }
}
