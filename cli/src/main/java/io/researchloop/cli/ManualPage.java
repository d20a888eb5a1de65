package io.researchloop.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The commands as one page for man(1), in the macros of groff_man(7). */
final class ManualPage {
    private final StringBuilder page = new StringBuilder();

    private ManualPage() {}

    static String of(CommandSpec root) {
        var manual = new ManualPage();
        manual.line(".TH RESEARCHLOOP 1 \"\" \"" + text(new Version().getVersion()[0]) + "\" \"User Commands\"");
        manual.line(".SH NAME");
        manual.line("researchloop \\- run research sprints by AI agents on HPC clusters");
        manual.line(".SH SYNOPSIS");
        manual.line(".B researchloop");
        manual.line("[\\fIOPTIONS\\fR] \\fICOMMAND\\fR [\\fIARGUMENTS\\fR]");
        manual.line(".SH OPTIONS");
        root.options().stream().filter(option -> !option.hidden()).forEach(manual::option);
        manual.line(".SH COMMANDS");
        root.subcommands().values().forEach(command -> manual.command(command.getCommandSpec()));
        manual.line(".SH EXIT STATUS");
        manual.entry("0", "Done.");
        manual.entry("1", "It failed, and standard error says why and what to do.");
        manual.entry("2", "The command line was not understood.");
        manual.line(".SH ENVIRONMENT");
        manual.entry("RESEARCHLOOP_URL", "The server, instead of the one of \\fBconnect\\fR.");
        manual.entry("RESEARCHLOOP_TOKEN", "The token to sign in with.");
        manual.entry("NO_COLOR", "Set to anything: no colours.");
        manual.entry("BROWSER", "The program of \\fBsprint open\\fR.");
        return manual.page.toString();
    }

    /** A command with what it takes; a group as its commands. */
    private void command(CommandSpec spec) {
        if (!spec.subcommands().isEmpty()) {
            spec.subcommands().values().forEach(each -> command(each.getCommandSpec()));
            return;
        }
        line(".SS " + text(spec.qualifiedName().replaceFirst("^researchloop ", "")));
        line(text(Arrays.stream(spec.usageMessage().description())
                .map(String::strip)
                .collect(Collectors.joining(" "))));
        spec.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .forEach(this::parameter);
        spec.options().stream()
                .filter(option -> !option.hidden() && !option.inherited())
                .forEach(this::option);
    }

    private void parameter(PositionalParamSpec parameter) {
        entry("\\fI" + text(parameter.paramLabel()) + "\\fR", described(parameter.description()));
    }

    private void option(OptionSpec option) {
        var names = Arrays.stream(option.names())
                .map(name -> "\\fB" + text(name) + "\\fR")
                .collect(Collectors.joining(", "));
        boolean takesValue = option.arity().max() > 0;
        entry(
                names + (takesValue ? " \\fI" + text(option.paramLabel()) + "\\fR" : ""),
                described(option.description())
                        .replace("${DEFAULT\\-VALUE}", text(String.valueOf(option.defaultValue()))));
    }

    private void entry(String head, String body) {
        line(".TP");
        line(head);
        line(body.isEmpty() ? "\\&" : body);
    }

    private void line(String text) {
        page.append(text).append('\n');
    }

    private static String described(String[] description) {
        return text(String.join(" ", description));
    }

    /** A line that begins with a dot or a quote would be a macro, a backslash an escape, a hyphen a typographer's. */
    private static String text(String plain) {
        var escaped = plain.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
