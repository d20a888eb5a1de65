package io.researchloop.testing.mockapi;

import java.util.List;

/**
 * A model call as it came.
 *
 * @param session the agent's session
 * @param texts all that the model was told, oldest first: what people and the agent program wrote, and tool results
 * @param tools the names of the tools that the model may call
 * @param model the model that was asked for
 */
public record ModelRequest(String session, String model, List<String> texts, List<String> tools) {
    public ModelRequest {
        texts = List.copyOf(texts);
        tools = List.copyOf(tools);
    }
}
