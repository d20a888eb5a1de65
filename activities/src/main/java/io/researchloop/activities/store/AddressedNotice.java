package io.researchloop.activities.store;

import java.util.List;

/**
 * A notice, and who is to carry it.
 *
 * @param channels may be empty: the event is kept, and nobody is told
 */
public record AddressedNotice(Notice notice, List<String> channels) {
    public AddressedNotice {
        channels = List.copyOf(channels);
    }
}
