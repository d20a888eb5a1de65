package io.researchloop.e2e;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses that the dashboard answers a GET at, as its controllers declare them, and which of them were asked. */
final class Routes {
    private static final String GET = "org.springframework.web.bind.annotation.GetMapping";

    private final List<Route> all;
    private final Set<String> asked = new TreeSet<>();

    private Routes(List<Route> all) {
        this.all = all;
    }

    /** An address with names in braces in place of what differs, as {@code /dashboard/sprints/{id}}. */
    private record Route(String address, Pattern pattern, int variables) {
        static Route of(String address) {
            String expression = Stream.of(address.split("(?=\\{)|(?<=})"))
                    .map(part -> part.startsWith("{*") ? "/?.+" : part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                    .collect(Collectors.joining());
            return new Route(address, Pattern.compile(expression), address.split("\\{", -1).length - 1);
        }

        boolean leadsTo(String path) {
            return pattern.matcher(path).matches();
        }
    }

    static Routes ofTheDashboard() {
        JavaClasses server = new ClassFileImporter().importPackages("io.researchloop.web");
        List<Route> routes = server.stream()
                .flatMap(type -> type.getMethods().stream())
                .flatMap(method -> method.tryGetAnnotationOfType(GET).stream())
                .flatMap(Routes::addresses)
                .filter(address -> address.startsWith("/dashboard"))
                .map(Route::of)
                .toList();
        if (routes.isEmpty()) {
            throw new AssertionError("the server's classes are not on the class path");
        }
        return new Routes(routes);
    }

    /** @param path without what is behind a question mark */
    void asked(String path) {
        Optional<Route> route =
                all.stream().filter(each -> each.leadsTo(path)).min(Comparator.comparingInt(Route::variables));
        route.ifPresent(found -> asked.add(found.address()));
    }

    Set<String> neverAsked() {
        Set<String> rest = all.stream().map(Route::address).collect(Collectors.toCollection(TreeSet::new));
        rest.removeAll(asked);
        return rest;
    }

    /** Both names of the annotation's attribute are in use. */
    private static Stream<String> addresses(JavaAnnotation<?> mapping) {
        return Stream.of("value", "path")
                .flatMap(name -> mapping.get(name).stream())
                .flatMap(value -> Arrays.stream((String[]) value));
    }
}
