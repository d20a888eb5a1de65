package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.NOW;
import static io.researchloop.activities.store.StoreFixture.projection;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.springframework.util.FileSystemUtils;

/** Projections come twice, late, and in any order; a row must not show it. */
class ProjectionPropertiesTest {
    private record Step(long revision, SprintStatus status) {}

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Path FOLDER = folder();
    private static final Store STORE = StoreFixture.open(FOLDER);

    private static Path folder() {
        try {
            return Files.createTempDirectory("projections");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterContainer
    static void close() throws IOException {
        STORE.close();
        FileSystemUtils.deleteRecursively(FOLDER);
    }

    @Property(tries = 300)
    void theRowIsAsIfOnlyRisingRevisionsUpToTheFirstEndHadCome(@ForAll("steps") List<Step> steps) {
        String id = "sp-" + NUMBER.incrementAndGet();
        STORE.sprints().create(StoreFixture.sprint(id));
        Step expected = new Step(0, SprintStatus.PENDING);

        for (Step step : steps) {
            boolean news = step.revision() > expected.revision()
                    && !expected.status().terminal()
                    && (step.status() != SprintStatus.PENDING || expected.status() == SprintStatus.PENDING);
            boolean taken = STORE.sprints().project(projection(id, step.revision(), step.status()));
            assertThat(taken).isEqualTo(news);
            expected = news ? step : expected;
        }

        SprintRow row = STORE.sprints().find(id).orElseThrow();
        assertThat(new Step(row.revision(), row.status())).isEqualTo(expected);
        SprintProjection last = projection(id, expected.revision(), expected.status());
        assertThat(row.ranSeconds()).isEqualTo(last.ranSeconds());
        assertThat(row.error()).isEqualTo(last.error());
        assertThat(row.completedAt()).isEqualTo(expected.status().terminal() ? NOW : null);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> revisions = Arbitraries.longs().between(1, 12);
        Arbitrary<SprintStatus> statuses = Arbitraries.of(SprintStatus.class);
        return Combinators.combine(revisions, statuses).as(Step::new).list().ofMaxSize(16);
    }
}
