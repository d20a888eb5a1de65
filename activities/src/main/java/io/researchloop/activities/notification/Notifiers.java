package io.researchloop.activities.notification;

import io.researchloop.workflows.model.SprintStatus;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** All configured channels. */
@Component
public final class Notifiers {
    private final List<Notifier> channels;

    public Notifiers(List<Notifier> channels) {
        this.channels = List.copyOf(channels);
    }

    /** The names of the channels that want to hear of a sprint's new status. */
    public List<String> wanting(SprintStatus status) {
        return channels.stream()
                .filter(channel -> channel.wants(status))
                .map(Notifier::channel)
                .toList();
    }

    Optional<Notifier> channel(String name) {
        return channels.stream()
                .filter(channel -> channel.channel().equals(name))
                .findFirst();
    }
}
