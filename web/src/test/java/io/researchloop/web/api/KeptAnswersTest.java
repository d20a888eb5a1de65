package io.researchloop.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class KeptAnswersTest {
    private final AtomicLong version = new AtomicLong();
    private final AtomicInteger made = new AtomicInteger();
    private final KeptAnswers<String, String> answers = new KeptAnswers<>(version::get, 2);

    private String ask(String question) {
        return answers.of(question, () -> question + made.incrementAndGet());
    }

    @Test
    void anAnswerHoldsUntilTheStoreChanges() {
        assertThat(ask("a")).isEqualTo("a1");
        version.incrementAndGet();

        assertThat(ask("a")).isEqualTo("a2");
    }

    @Test
    void whatChangesWhileAnAnswerIsMadeIsInTheNext() {
        answers.of("a", () -> {
            version.incrementAndGet();
            return "before";
        });

        assertThat(ask("a")).isEqualTo("a1");
    }

    @Test
    void anAnswerIsTakenAtMostForASecond() throws InterruptedException {
        ask("a");
        Thread.sleep(1_100);

        assertThat(ask("a")).isEqualTo("a2");
    }

    @Test
    void onlyTheLastQuestionsAreKept() {
        ask("a");
        ask("b");
        ask("c");

        assertThat(ask("a")).isEqualTo("a4");
    }
}
