package io.researchloop.cli;

import io.researchloop.cli.http.Download;
import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Table;
import io.researchloop.cli.terminal.Words;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "artifacts", description = "Lists what a sprint produced, or downloads one of it.")
final class SprintArtifactsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SprintArgument sprint = new SprintArgument();

    @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "The artifact to download.")
    private @Nullable String name;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to put it; - is standard output. Without it: a new file of its name here.")
    private @Nullable Path output;

    SprintArtifactsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.server().get(sprint.id().path() + "/artifacts");
        var artifacts = answer.list("artifacts");
        if (name != null) {
            download(chosen(artifacts, name));
        } else if (session.json()) {
            session.terminal().json(answer.json());
        } else {
            print(artifacts);
        }
        return 0;
    }

    private void print(List<Fields> artifacts) {
        if (artifacts.isEmpty()) {
            session.terminal().line("Sprint " + sprint.id() + " has no artifacts yet.");
            return;
        }
        var table = new Table("NAME", "SIZE", "TYPE");
        artifacts.forEach(artifact ->
                table.row(artifact.text("name"), Words.size(artifact.number("size")), artifact.text("content_type")));
        table.print(session.terminal());
    }

    private Fields chosen(List<Fields> artifacts, String wanted) {
        return artifacts.stream()
                .filter(artifact -> artifact.raw("name").filter(wanted::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new Failure("Sprint " + sprint.id() + " has no artifact \"" + wanted + "\". It has: "
                        + artifacts.stream().map(a -> a.text("name")).collect(Collectors.joining(", ", "", "."))));
    }

    private void download(Fields artifact) {
        var download = new Download(session.server(), sprint.id().path() + "/artifacts/", artifact);
        if (output != null && "-".equals(output.toString())) {
            download.to(session.terminal().out());
            return;
        }
        var file = session.folder().resolve(output == null ? download.fileName() : output);
        if (output == null && Files.exists(file)) {
            throw new Failure(file + " exists already. Name the file to write with -o.");
        }
        download.to(file);
        if (session.json()) {
            session.terminal().json(artifact.json());
        } else {
            session.terminal().line("Wrote " + file + " (" + Words.size(artifact.number("size")) + ").");
        }
    }
}
