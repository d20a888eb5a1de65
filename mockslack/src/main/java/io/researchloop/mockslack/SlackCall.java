package io.researchloop.mockslack;

import java.util.Map;

/**
 * A call that Slack took.
 *
 * @param form as it was sent; of an uploaded file its size alone
 */
public record SlackCall(String method, Map<String, String> form) {
    public SlackCall {
        form = Map.copyOf(form);
    }

    /** Empty if it was not sent. */
    public String get(String name) {
        return form.getOrDefault(name, "");
    }
}
