import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/**
 * Reads Surefire's reports of all modules and prints, a line each, a module's totals, the sum, and every skipped test with
 * its reason. Run as a source file: {@code java scripts/TestReport.java <checkout>}.
 */
final class TestReport {
    private int run;
    private int failures;
    private int errors;
    private int skipped;

    public static void main(String[] args) throws Exception {
        var total = new TestReport();
        var reasons = new ArrayList<String>();
        for (var module : children(Path.of(args[0]))) {
            var part = new TestReport();
            for (var report : children(module.resolve("target/surefire-reports"))) {
                if (report.getFileName().toString().matches("TEST-.*\\.xml")) {
                    part.read(report, reasons);
                }
            }
            if (part.run > 0) {
                System.out.println(part.line() + "  " + module.getFileName());
                total.add(part);
            }
        }
        System.out.println(total.line() + "  in all");
        reasons.stream().distinct().forEach(reason -> System.out.println("skipped " + reason));
    }

    private void read(Path report, List<String> reasons) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var suite = factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
        var cases = suite.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            var test = (Element) cases.item(i);
            run++;
            failures += test.getElementsByTagName("failure").getLength() > 0 ? 1 : 0;
            errors += test.getElementsByTagName("error").getLength() > 0 ? 1 : 0;
            var skip = (Element) test.getElementsByTagName("skipped").item(0);
            if (skip != null) {
                skipped++;
                var name = test.getAttribute("classname").replaceAll(".*\\.", "") + "." + test.getAttribute("name");
                var reason = skip.getAttribute("message").replaceAll("\\s+", " ").strip();
                reasons.add(name + ": " + (reason.isEmpty() ? "no reason given" : reason));
            }
        }
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
