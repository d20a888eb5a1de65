package io.researchloop.web.api;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers to questions that many ask again and again, such as the newest sprints: each is kept until anything in the
 * store changes, and for a second at most, as a little of what is shown depends on the time. From any thread.
 *
 * @param <Q> a question, with equals
 * @param <A> an answer, which nobody changes
 */
final class KeptAnswers<Q, A> {
    private static final long LONGEST = Duration.ofSeconds(1).toNanos();

    private final LongSupplier version;
    private final Map<Q, Kept<A>> answers;

    /**
     * @param version of the store: a number that changes with it
     * @param most so many answers are kept, those that were asked for last
     */
    KeptAnswers(LongSupplier version, int most) {
        this.version = version;
        answers = new LinkedHashMap<>(most, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Q, Kept<A>> eldest) {
                return size() > most;
            }
        };
    }

    private record Kept<A>(long version, long at, A answer) {}

    /** @param maker asked if there is no answer that still holds */
    A of(Q question, Supplier<A> maker) {
        // Before it is made: what changes meanwhile makes it an old one.
        long now = version.getAsLong();
        Kept<A> kept = kept(question);
        if (kept != null && kept.version() == now && System.nanoTime() - kept.at() < LONGEST) {
            return kept.answer();
        }
        Kept<A> fresh = new Kept<>(now, System.nanoTime(), maker.get());
        synchronized (answers) {
            answers.put(question, fresh);
        }
        return fresh.answer();
    }

    private @Nullable Kept<A> kept(Q question) {
        synchronized (answers) {
            return answers.get(question);
        }
    }
}
