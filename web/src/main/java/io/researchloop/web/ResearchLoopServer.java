package io.researchloop.web;

import io.researchloop.web.start.ServerCommand;
import io.researchloop.web.start.ServerProgram;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.context.aot.AbstractAotProcessor;

/** The server program. */
@SpringBootApplication(
        scanBasePackages = "io.researchloop",
        proxyBeanMethods = false,
        exclude = {DataJdbcRepositoriesAutoConfiguration.class, ValidationAutoConfiguration.class})
public class ResearchLoopServer {
    public static void main(String[] args) {
        if (Boolean.getBoolean(AbstractAotProcessor.AOT_PROCESSING)) {
            // The build asks what beans there are, and ends this method from within.
            ServerProgram.start(Path.of(args[0]));
        } else {
            System.exit(ServerCommand.run(args));
        }
    }
}
