package io.researchloop.activities.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

class StoreConfigurationTest {
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(StoreConfiguration.class)
    static class Application {
        /** Needs the store, as the live pages' hub does: the listeners must not be asked for before there is one. */
        @Bean
        Hub hub(SprintStore sprints) {
            return new Hub(sprints);
        }
    }

    static final class Hub implements StoreListener {
        private final SprintStore sprints;
        private final List<String> heard = new ArrayList<>();

        Hub(SprintStore sprints) {
            this.sprints = sprints;
        }

        @Override
        public void sprintChanged(String sprintId) {
            heard.add(sprints.find(sprintId).orElseThrow().id());
        }
    }

    @Test
    void theStoreLivesBesideWhatBootConfiguresByItself(@TempDir Path folder) {
        Path file = folder.resolve("spring.db");
        new ApplicationContextRunner()
                .withUserConfiguration(Application.class)
                .withBean(StoreSettings.class, () -> new StoreSettings(file))
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(DataSource.class);
                    context.getBean(SprintStore.class).create(StoreFixture.sprint("sp-1"));
                    context.getBean(SettingStore.class).put("after", "the listener was called");
                    assertThat(context.getBean(Hub.class).heard).containsExactly("sp-1");
                });

        try (Store again =
                Store.open(new StoreSettings(file), java.time.Clock.systemUTC(), java.util.stream.Stream::empty)) {
            assertThat(again.sprints().find("sp-1")).isPresent();
        }
    }
}
