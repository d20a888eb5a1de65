package io.researchloop.activities.store;

import java.time.Clock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.JdbcOperations;

/** The open store, put together. The server gets its parts as beans of {@link StoreConfiguration}. */
public final class Store implements AutoCloseable {
    private final Database database;
    private final SprintStore sprints;
    private final LoopStore loops;
    private final LiveProgress progress;
    private final WebhookInbox inbox;
    private final StudyStore studies;
    private final StudyChanges studyChanges;
    private final CommandStore commands;
    private final ArtifactIndex artifacts;
    private final TokenStore tokens;
    private final SlackInbox slack;
    private final SlackOutbox slackOutbox;
    private final SlackTalks slackTalks;
    private final SettingStore settings;
    private final IdempotencyStore idempotency;
    private final EventLog events;
    private final NoticeLog notices;
    private final ClusterStates clusters;
    private final Metrics metrics;
    private final Tweaks tweaks;
    private final SlotClaims claims;
    private final Spending spending;
    private final DatabaseBackup backup;

    private Store(Database database, Clock clock) {
        this.database = database;
        JdbcOperations jdbc = database.jdbc();
        GroupCommit writes = database.writes();
        JdbcAggregateOperations aggregates = Aggregates.over(jdbc);
        SprintTexts texts = new SprintTexts(jdbc);
        metrics = new Metrics(jdbc);
        notices = new NoticeLog(jdbc, writes, clock, new NoticeBell());
        spending = new Spending(jdbc, writes, notices, clock);
        Steps steps = new Steps(jdbc);
        Attempts attempts = new Attempts(jdbc);
        events = new EventLog(jdbc, writes, clock);
        inbox = new WebhookInbox(jdbc, writes, clock);
        idempotency = new IdempotencyStore(jdbc, writes);
        SprintReads reads = new SprintReads(
                jdbc, texts, new SprintDetails(jdbc, metrics, steps, attempts), steps, new QueueLine(jdbc, clock));
        NewSprints creation = new NewSprints(jdbc, texts, events, idempotency);
        SprintWrites changes = new SprintWrites(jdbc, texts, metrics, steps, events, inbox);
        sprints = new SprintStore(reads, writes, creation, new Projections(jdbc, attempts, events, notices), changes);
        loops = new LoopStore(jdbc, writes, creation, changes, spending, events, idempotency, clock);
        tweaks = new Tweaks(jdbc, writes, events, inbox, idempotency, clock);
        progress = new LiveProgress(jdbc, writes, steps, texts, events, tweaks, clock);
        studies = new StudyStore(aggregates, writes);
        studyChanges = new StudyChanges(jdbc, writes, clock);
        commands = new CommandStore(jdbc, writes, idempotency, clock);
        artifacts = new ArtifactIndex(jdbc, writes, events);
        slackOutbox = new SlackOutbox(jdbc, writes, clock);
        slack = new SlackInbox(jdbc, writes, slackOutbox, clock);
        slackTalks = new SlackTalks(jdbc, writes, slackOutbox, clock);
        tokens = new TokenStore(aggregates, jdbc, writes, clock);
        settings = new SettingStore(jdbc, writes);
        clusters = new ClusterStates(jdbc, writes);
        claims = new SlotClaims(sprints, tweaks);
        backup = new DatabaseBackup(jdbc);
    }

    /**
     * Opens the store, and makes or migrates its tables.
     *
     * @param listeners asked for at each commit, so that they may come later than the store
     * @throws DatabaseRefused if it cannot be opened, and a person must mend it
     */
    public static Store open(StoreSettings settings, Clock clock, Supplier<Stream<StoreListener>> listeners) {
        Database database = Database.open(
                settings.database(), sprintId -> listeners.get().forEach(listener -> listener.sprintChanged(sprintId)));
        return new Store(database, clock);
    }

    public SprintStore sprints() {
        return sprints;
    }

    public LoopStore loops() {
        return loops;
    }

    public LiveProgress progress() {
        return progress;
    }

    public WebhookInbox inbox() {
        return inbox;
    }

    public StudyStore studies() {
        return studies;
    }

    public StudyChanges studyChanges() {
        return studyChanges;
    }

    public CommandStore commands() {
        return commands;
    }

    public ArtifactIndex artifacts() {
        return artifacts;
    }

    public SlackInbox slack() {
        return slack;
    }

    public SlackOutbox slackOutbox() {
        return slackOutbox;
    }

    public SlackTalks slackTalks() {
        return slackTalks;
    }

    public TokenStore tokens() {
        return tokens;
    }

    public SettingStore settings() {
        return settings;
    }

    public IdempotencyStore idempotency() {
        return idempotency;
    }

    public EventLog events() {
        return events;
    }

    public NoticeLog notices() {
        return notices;
    }

    public ClusterStates clusters() {
        return clusters;
    }

    public Tweaks tweaks() {
        return tweaks;
    }

    public SlotClaims claims() {
        return claims;
    }

    public Spending spending() {
        return spending;
    }

    public Metrics metrics() {
        return metrics;
    }

    public DatabaseBackup backup() {
        return backup;
    }

    /** Read-only for everybody but the store itself. */
    DataSource dataSource() {
        return database.dataSource();
    }

    Flyway flyway() {
        return database.flyway();
    }

    Database database() {
        return database;
    }

    /** Finishes the writes that are under way; later ones are refused. */
    @Override
    public void close() {
        database.close();
    }
}
