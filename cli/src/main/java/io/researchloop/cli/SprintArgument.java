package io.researchloop.cli;

import io.researchloop.cli.http.ServerClient;
import io.researchloop.cli.terminal.Fields;
import picocli.CommandLine.Parameters;

/** The ID that most sprint commands take. */
final class SprintArgument {
    @Parameters(index = "0", paramLabel = "ID", converter = SprintId.Converter.class, description = "The sprint's id.")
    private SprintId id = new SprintId("");

    SprintId id() {
        return id;
    }

    Fields fetch(ServerClient server) {
        return unwrapped(server.get(id.path()));
    }

    static Fields unwrapped(Fields answer) {
        return answer.object("sprint").orElse(answer);
    }
}
