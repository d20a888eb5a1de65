package io.researchloop.activities.store;

import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.dialect.JdbcDialect;

/**
 * The store as Spring beans. Needs a {@link StoreSettings}; takes a {@link Clock} and any {@link StoreListener} that are
 * there. The {@link DataSource} only reads: Boot's health checks and metrics are welcome to it, and nothing else is.
 */
@Configuration(proxyBeanMethods = false)
public class StoreConfiguration {
    @Bean
    Listeners storeListeners(ObjectProvider<StoreListener> listeners) {
        return new Listeners(listeners);
    }

    @Bean(destroyMethod = "close")
    Store store(StoreSettings settings, ObjectProvider<Clock> clock, Listeners listeners) {
        return Store.open(settings, clock.getIfAvailable(Clock::systemUTC), listeners);
    }

    @Bean
    DataSource storeDataSource(Store store) {
        return store.dataSource();
    }

    /** It has migrated when it is here; as a bean it keeps Boot from migrating once more. */
    @Bean
    Flyway storeFlyway(Store store) {
        return store.flyway();
    }

    @Bean
    JdbcDialect storeDialect() {
        return new SqliteDialect();
    }

    @Bean
    SprintStore sprintStore(Store store) {
        return store.sprints();
    }

    @Bean
    LoopStore loopStore(Store store) {
        return store.loops();
    }

    @Bean
    LiveProgress liveProgress(Store store) {
        return store.progress();
    }

    @Bean
    WebhookInbox webhookInbox(Store store) {
        return store.inbox();
    }

    @Bean
    StudyStore studyStore(Store store) {
        return store.studies();
    }

    @Bean
    StudyChanges studyChanges(Store store) {
        return store.studyChanges();
    }

    @Bean
    CommandStore commandStore(Store store) {
        return store.commands();
    }

    @Bean
    ArtifactIndex artifactIndex(Store store) {
        return store.artifacts();
    }

    @Bean
    SlackInbox slackInbox(Store store) {
        return store.slack();
    }

    @Bean
    SlackOutbox slackOutbox(Store store) {
        return store.slackOutbox();
    }

    @Bean
    SlackTalks slackTalks(Store store) {
        return store.slackTalks();
    }

    @Bean
    TokenStore tokenStore(Store store) {
        return store.tokens();
    }

    @Bean
    SettingStore settingStore(Store store) {
        return store.settings();
    }

    @Bean
    IdempotencyStore idempotencyStore(Store store) {
        return store.idempotency();
    }

    @Bean
    EventLog eventLog(Store store) {
        return store.events();
    }

    @Bean
    NoticeLog noticeLog(Store store) {
        return store.notices();
    }

    @Bean
    ClusterStates clusterStates(Store store) {
        return store.clusters();
    }

    @Bean
    Spending spending(Store store) {
        return store.spending();
    }

    @Bean
    Tweaks tweaks(Store store) {
        return store.tweaks();
    }

    @Bean
    SlotClaims slotClaims(Store store) {
        return store.claims();
    }

    @Bean
    Metrics metrics(Store store) {
        return store.metrics();
    }

    @Bean
    DatabaseBackup databaseBackup(Store store) {
        return store.backup();
    }
}
