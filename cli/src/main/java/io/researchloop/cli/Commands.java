package io.researchloop.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The tree of commands, and how their ends become exit codes: 0 done, 1 failed, 2 not understood. */
final class Commands {
    private final Session session;
    private final List<String> args;

    private Commands(Session session, List<String> args) {
        this.session = session;
        this.args = args;
    }

    static int run(Session session, String... args) {
        return new Commands(session, List.of(args)).tree().execute(args);
    }

    // Reading the annotations of every command would take most of a short command's time: only what the arguments may
    // mean is set up, and everything where they name no command (help, a mistake) or the completion script or the
    // manual needs all.
    private CommandLine tree() {
        var all = root();
        boolean everything =
                args.contains("completion") || args.contains("manual") || Collections.disjoint(all.keySet(), args);
        var tree = new CommandLine(new RootCommand(session));
        all.forEach((name, command) -> {
            if (everything || args.contains(name)) {
                tree.addSubcommand(name, command.get());
            }
        });
        var terminal = session.terminal();
        return tree.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setColorScheme(
                        CommandLine.Help.defaultColorScheme(terminal.style().colours() ? Ansi.ON : Ansi.OFF))
                .setExecutionExceptionHandler(new FailureReport(session));
    }

    private Map<String, Supplier<CommandLine>> root() {
        var all = new LinkedHashMap<String, Supplier<CommandLine>>();
        all.put("connect", () -> new CommandLine(new ConnectCommand(session)));
        all.put("disconnect", () -> new CommandLine(new DisconnectCommand(session)));
        all.put("status", () -> new CommandLine(new StatusCommand(session)));
        all.put("study", () -> new CommandLine(new StudyCommand())
                .addSubcommand(new StudyListCommand(session))
                .addSubcommand(new StudyShowCommand(session))
                .addSubcommand("init", ServerCommands.studyInit()));
        all.put("sprint", this::sprint);
        all.put("loop", this::loop);
        all.put("cluster", () -> new CommandLine(new ClusterCommand())
                .addSubcommand(new ClusterListCommand(session))
                .addSubcommand(new ClusterCheckCommand(session))
                .addSubcommand("login", ServerCommands.clusterLogin()));
        all.put("token", () -> new CommandLine(new TokenCommand())
                .addSubcommand(new TokenListCommand(session))
                .addSubcommand(new TokenCreateCommand(session))
                .addSubcommand(new TokenRevokeCommand(session)));
        all.put("notify", () -> new CommandLine(new NotifyCommand())
                .addSubcommand(new NotifyListCommand(session))
                .addSubcommand(new NotifyTestCommand(session)));
        all.putAll(ServerCommands.all());
        all.put("completion", () -> new CommandLine(new CompletionCommand(session)));
        all.put("manual", () -> new CommandLine(new ManualCommand(session)));
        return all;
    }

    private CommandLine sprint() {
        return new CommandLine(new SprintCommand())
                .addSubcommand(new SprintRunCommand(session))
                .addSubcommand(new SprintListCommand(session))
                .addSubcommand(new SprintShowCommand(session))
                .addSubcommand(new SprintWatchCommand(session))
                .addSubcommand(new SprintLogsCommand(session))
                .addSubcommand(new SprintOpenCommand(session))
                .addSubcommand(new SprintCancelCommand(session))
                .addSubcommand(new SprintResubmitCommand(session))
                .addSubcommand(new SprintMessageCommand(session))
                .addSubcommand(new SprintTweakCommand(session))
                .addSubcommand(new SprintCompareCommand(session))
                .addSubcommand(new SprintArtifactsCommand(session));
    }

    private CommandLine loop() {
        return new CommandLine(new LoopCommand())
                .addSubcommand(new LoopStartCommand(session))
                .addSubcommand(new LoopStatusCommand(session))
                .addSubcommand(new LoopShowCommand(session))
                .addSubcommand(new LoopPauseCommand(session))
                .addSubcommand(new LoopResumeCommand(session))
                .addSubcommand(new LoopStopCommand(session))
                .addSubcommand(new LoopChangeCommand(session))
                .addSubcommand(new LoopApproveCommand(session))
                .addSubcommand(new LoopRejectCommand(session));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
