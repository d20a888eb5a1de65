import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Reads Surefire's reports of all modules and prints, a line each, a module's totals, the sum, and every test that failed,
 * that passed only when it was run again, or that was skipped, with the reason. Run as a source file: {@code java scripts/TestReport.java <checkout>}.
 */
final class TestReport {
    private int run;
    private int failures;
    private int errors;
    private int skipped;

    public static void main(String[] args) throws Exception {
        var total = new TestReport();
        var notes = new ArrayList<String>();
        for (var module : children(Path.of(args[0]))) {
            var part = new TestReport();
            for (var report : children(module.resolve("target/surefire-reports"))) {
                if (report.getFileName().toString().matches("TEST-.*\\.xml")) {
                    part.read(report, notes);
                }
            }
            if (part.run > 0) {
                System.out.println(part.line() + "  " + module.getFileName());
                total.add(part);
            }
        }
        System.out.println(total.line() + "  in all");
        notes.stream().distinct().forEach(System.out::println);
    }

    private void read(Path report, List<String> notes) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var suite = factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
        var cases = suite.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            var test = (Element) cases.item(i);
            var name = test.getAttribute("classname").replaceAll(".*\\.", "") + "." + test.getAttribute("name");
            var failed = has(test, "failure");
            var broken = has(test, "error");
            var skip = (Element) test.getElementsByTagName("skipped").item(0);
            run++;
            failures += failed ? 1 : 0;
            errors += broken ? 1 : 0;
            if (failed || broken) {
                notes.add("failed " + name);
            } else if (has(test, "flakyFailure") || has(test, "flakyError")) {
                notes.add("flaky " + name);
            }
            if (skip != null) {
                skipped++;
                notes.add("skipped " + name + ": " + reason(skip));
            }
        }
    }

    /** In the attribute, or for an assumption that failed in the first line of its trace. */
    private static String reason(Element skip) {
        var words = skip.getAttribute("message").isBlank() ? skip.getTextContent() : skip.getAttribute("message");
        var first = words.strip().lines().findFirst().orElse("no reason given");
        return first.replaceFirst("^[\\w.]+Exception: (Assumption failed: )?", "");
    }

    private static boolean has(Element test, String what) {
        return test.getElementsByTagName(what).getLength() > 0;
    }

    private void add(TestReport part) {
        run += part.run;
        failures += part.failures;
        errors += part.errors;
        skipped += part.skipped;
    }

    private String line() {
        return "Tests run: " + run + ", Failures: " + failures + ", Errors: " + errors + ", Skipped: " + skipped;
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.sorted().toList();
        }
    }
}
