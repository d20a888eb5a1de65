package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.config.NotificationsConfig;
import io.researchloop.activities.notification.Notifiers;
import io.researchloop.activities.store.NoticeDelivery;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.web.dashboard.NoticesView.Channel;
import io.researchloop.web.dashboard.NoticesView.Line;
import io.researchloop.web.dashboard.NoticesView.Rule;
import io.researchloop.web.dashboard.view.StatusView;
import io.researchloop.web.dashboard.view.When;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Reads channels, rules and what became of the last notices. */
@Component
class NoticesModel {
    private static final int RECENT = 12;
    private static final int TROUBLE = 100;

    private final Configuration configuration;
    private final Notifiers notifiers;
    private final NoticeLog log;
    private final Clock clock;

    NoticesModel(Configuration configuration, Notifiers notifiers, NoticeLog log, Clock clock) {
        this.configuration = configuration;
        this.notifiers = notifiers;
        this.log = log;
        this.clock = clock;
    }

    NoticesView read() {
        Instant now = clock.instant();
        return new NoticesView(
                channels(),
                rules(),
                log.recent(RECENT).stream().map(delivery -> line(delivery, now)).toList(),
                log.inTrouble(TROUBLE).size());
    }

    private List<Channel> channels() {
        List<String> configured = notifiers.names();
        boolean ntfy = configured.contains("ntfy");
        boolean slack = configured.contains("slack");
        return List.of(
                new Channel(
                        "ntfy",
                        "ntfy",
                        ntfy
                                ? configuration.ntfy().url() + ", topic "
                                        + configuration.ntfy().topic()
                                : "Not set up: topic under [ntfy]",
                        ntfy),
                new Channel(
                        "slack",
                        "Slack",
                        slack
                                ? "Channel " + configuration.slack().channelId()
                                : "Not set up: bot_token and channel_id under [slack]",
                        slack));
    }

    /** A study whose rule says the same for a channel as the general one is no line of its own. */
    private List<Rule> rules() {
        NotificationsConfig all = configuration.notifications();
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule("All studies", "ntfy", words(all.ntfy())));
        rules.add(new Rule("All studies", "Slack", words(all.slack())));
        new TreeMap<>(all.studies()).forEach((study, rule) -> {
            if (!rule.ntfy().equals(all.ntfy())) {
                rules.add(new Rule(study, "ntfy", words(rule.ntfy())));
            }
            if (!rule.slack().equals(all.slack())) {
                rules.add(new Rule(study, "Slack", words(rule.slack())));
            }
        });
        return rules;
    }

    private static String words(Set<NotificationEvent> events) {
        return events.isEmpty()
                ? "nothing"
                : events.stream()
                        .sorted()
                        .map(event -> event.word().replace('_', ' '))
                        .collect(Collectors.joining(", "));
    }

    private Line line(NoticeDelivery delivery, Instant now) {
        return new Line(
                status(delivery),
                delivery.title(),
                delivery.channel().equals("slack") ? "Slack" : delivery.channel(),
                When.of(delivery.createdAt(), now, clock.getZone()),
                delivery.error());
    }

    private static StatusView status(NoticeDelivery delivery) {
        return switch (delivery.state()) {
            case DELIVERED -> new StatusView("completed", "Delivered");
            case FAILED -> new StatusView("failed", "Given up");
            case PENDING ->
                delivery.tries() == 0
                        ? new StatusView("pending", "On its way")
                        : new StatusView(
                                "attention",
                                "Tried " + delivery.tries() + (delivery.tries() == 1 ? " time" : " times"));
        };
    }
}
