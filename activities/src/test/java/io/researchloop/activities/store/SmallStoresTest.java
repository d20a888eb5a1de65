package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.NOW;
import static io.researchloop.activities.store.StoreFixture.sprint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.runner.protocol.Command;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataIntegrityViolationException;

class SmallStoresTest {
    private Path folder;
    private Store store;

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        store = StoreFixture.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aDeliveryIsKnownByItsIdUntilItIsDelivered() {
        Delivery first = store.inbox().add("d-1", "sp-1", DeliveryKind.RUNNER_STARTED, "{\"attempt\":1}");
        Delivery repeat = store.inbox().add("d-1", "sp-1", DeliveryKind.RUNNER_STARTED, "{\"attempt\":9}");
        Delivery second = store.inbox().add("d-2", "sp-1", DeliveryKind.RUNNER_ENDED, "{}");
        assertThat(repeat).isEqualTo(first);
        assertThat(store.inbox().undelivered(10)).containsExactly(first, second);

        store.inbox().markDelivered(first.seq());

        assertThat(store.inbox().undelivered(10)).containsExactly(second);
        assertThat(store.inbox()
                        .add("d-1", "sp-1", DeliveryKind.RUNNER_STARTED, "{}")
                        .delivered())
                .isTrue();
    }

    @Test
    void studiesFollowTheConfigurationAndKeepTheirAge() {
        store.studies().sync(List.of(study("b", "old", NOW), study("a", "stays", NOW)));

        store.studies().sync(List.of(study("a", "changed", NOW.plusSeconds(9)), study("c", "new", NOW)));

        assertThat(store.studies().all()).containsExactly(study("a", "changed", NOW), study("c", "new", NOW));
        assertThat(store.studies().find("a")).contains(study("a", "changed", NOW));
        assertThat(store.studies().find("b")).isEmpty();
    }

    @Test
    void commandsAreTakenInTheirOrder() {
        store.sprints().create(sprint("sp-1"));
        Command message = store.commands().add("sp-1", Command.Kind.MESSAGE, "look at the \"loss\"");
        Command cancel = store.commands().add("sp-1", Command.Kind.CANCEL, null);
        assertThat(store.commands().pending("sp-1")).containsExactly(message, cancel);

        store.commands().taken(List.of(message.id()));
        store.commands().taken(List.of());

        assertThat(store.commands().pending("sp-1")).containsExactly(cancel);
        assertThatThrownBy(() -> store.commands().add("sp-x", Command.Kind.CANCEL, null))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void anArtifactOfTheSameNameTakesTheEarlierOnesPlace() {
        store.sprints().create(sprint("sp-1"));
        store.artifacts().put(new ArtifactRow("sp-1", "results/plot.png", 1, "aa", "image/png", NOW));
        ArtifactRow plot = new ArtifactRow("sp-1", "results/plot.png", 2, "bb", "image/png", NOW);
        ArtifactRow report = new ArtifactRow("sp-1", "report.md", 3, "cc", "text/markdown", NOW);
        store.artifacts().put(plot);
        store.artifacts().put(report);

        assertThat(store.artifacts().list("sp-1")).containsExactly(report, plot);
        assertThat(store.artifacts().find("sp-1", "results/plot.png")).contains(plot);
        assertThat(store.artifacts().find("sp-1", "none")).isEmpty();
    }

    @Test
    void aRevokedTokenOpensNothing() {
        TokenRow token = token(null);
        store.tokens().add(token);
        assertThat(store.tokens().findBySha256("abc")).contains(token);
        assertThat(token.toString()).doesNotContain("abc");

        assertThat(store.tokens().revoke("t-1")).isTrue();
        assertThat(store.tokens().revoke("t-1")).isFalse();

        assertThat(store.tokens().findBySha256("abc")).isEmpty();
        assertThat(store.tokens().all()).extracting(TokenRow::revokedAt).containsExactly(NOW);
    }

    @Test
    void aTokensUseIsNotedOnceAMinute() {
        store.tokens().add(token(null));

        store.tokens().used("t-1", NOW);
        store.tokens().used("t-1", NOW.plusSeconds(59));
        assertThat(store.tokens().all()).containsExactly(token(NOW));

        store.tokens().used("t-1", NOW.plusSeconds(60));
        assertThat(store.tokens().all()).containsExactly(token(NOW.plusSeconds(60)));
    }

    @Test
    void aSettingIsMadeOnceAndCanBeReplaced() {
        assertThat(store.settings().get("key")).isEmpty();
        assertThat(store.settings().getOrCreate("key", () -> "one")).isEqualTo("one");
        assertThat(store.settings().getOrCreate("key", () -> "two")).isEqualTo("one");

        store.settings().put("key", "three");

        assertThat(store.settings().get("key")).contains("three");
    }

    @Test
    void aRecordedAnswerStaysUntilItIsPruned() {
        IdempotencyEntry first = new IdempotencyEntry("k", "POST /api/loops", "sha", 201, "{}", NOW);
        IdempotencyEntry second = new IdempotencyEntry("k", "POST /api/loops", "other", 500, "", NOW);
        assertThat(store.idempotency().record(first)).isEmpty();
        assertThat(store.idempotency().record(second)).contains(first);

        store.idempotency().prune(NOW);
        assertThat(store.idempotency().find("k", "POST /api/loops")).contains(first);
        store.idempotency().prune(NOW.plusSeconds(1));
        assertThat(store.idempotency().find("k", "POST /api/loops")).isEmpty();
    }

    @Test
    void aClusterThatAnswersAgainHasForgottenItsTrouble() {
        ClusterStates clusters = store.clusters();
        assertThat(clusters.polled("hpc", NOW)).isTrue();
        assertThat(clusters.polled("hpc", NOW.plusSeconds(5))).isFalse();
        assertThat(clusters.all())
                .isEqualTo(Map.of("hpc", new ClusterState("hpc", NOW.plusSeconds(5), NOW, null, null)));

        clusters.failed("hpc", "refused");
        assertThat(clusters.all().get("hpc"))
                .isEqualTo(new ClusterState("hpc", NOW.plusSeconds(5), NOW, null, "refused"));
        clusters.failed("hpc", "timed out");
        assertThat(clusters.paused("hpc", NOW.plusSeconds(10))).isTrue();
        assertThat(clusters.paused("hpc", NOW.plusSeconds(15))).isFalse();
        assertThat(clusters.all().get("hpc"))
                .isEqualTo(new ClusterState("hpc", NOW.plusSeconds(5), null, NOW.plusSeconds(10), "timed out"));

        assertThat(clusters.polled("hpc", NOW.plusSeconds(20))).isTrue();
        assertThat(clusters.all().get("hpc"))
                .isEqualTo(new ClusterState("hpc", NOW.plusSeconds(20), NOW.plusSeconds(20), null, null));
    }

    @Test
    void aClusterThatNeverAnsweredCanBePaused() {
        ClusterStates clusters = store.clusters();

        clusters.failed("far", "refused");
        assertThat(clusters.paused("far", NOW)).isTrue();
        assertThat(clusters.paused("away", NOW)).isTrue();

        assertThat(clusters.all())
                .isEqualTo(Map.of(
                        "far", new ClusterState("far", null, null, NOW, "refused"),
                        "away", new ClusterState("away", null, null, NOW, null)));
    }

    @Test
    void aBackupIsAWholeDatabaseAndOverwritesNothing() throws Exception {
        store.sprints().create(sprint("sp-1", "demo", "keep me"));
        Path file = folder.resolve("it's a backup/test.db");
        Files.createDirectory(file.resolveSibling(""));

        store.backup().backup(file);
        store.sprints().create(sprint("sp-2"));

        assertThatThrownBy(() -> store.backup().backup(file)).isInstanceOf(FileAlreadyExistsException.class);
        try (Store copy = StoreFixture.open(file.resolveSibling(""))) {
            assertThat(copy.sprints().text("sp-1", TextKind.IDEA)).contains("keep me");
            assertThat(copy.sprints().find("sp-2")).isEmpty();
        }
        assertThat(file.resolveSibling("").toFile().list()).noneMatch(name -> name.endsWith(".partial"));
    }

    private static StudyRow study(String name, String description, java.time.Instant createdAt) {
        return new StudyRow(name, "local", description, null, "/sprints", createdAt, "{}", StudyRow.CONFIG);
    }

    private static TokenRow token(java.time.@Nullable Instant lastUsedAt) {
        return new TokenRow("t-1", "laptop", "abc", NOW, lastUsedAt, null, null);
    }
}
