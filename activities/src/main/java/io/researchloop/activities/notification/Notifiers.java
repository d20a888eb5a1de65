package io.researchloop.activities.notification;

import io.researchloop.activities.config.NotificationEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All configured channels. */
@Component
public final class Notifiers {
    private final List<Notifier> channels;

    public Notifiers(List<Notifier> channels) {
        this.channels = channels.stream().filter(Notifier::configured).toList();
    }

    /** Their names. */
    public List<String> names() {
        return channels.stream().map(Notifier::channel).toList();
    }

    /**
     * The names of the channels that carry any of these events.
     *
     * @param study null for what belongs to no study
     */
    List<String> wanting(@Nullable String study, NotificationEvent... events) {
        return channels.stream()
                .filter(channel -> List.of(events).stream().anyMatch(channel.events(study)::contains))
                .map(Notifier::channel)
                .toList();
    }

    Optional<Notifier> channel(String name) {
        return channels.stream()
                .filter(channel -> channel.channel().equals(name))
                .findFirst();
    }
}
