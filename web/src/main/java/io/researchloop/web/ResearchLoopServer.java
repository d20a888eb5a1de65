package io.researchloop.web;

import io.researchloop.web.start.ServerCommand;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.data.jdbc.autoconfigure.DataJdbcRepositoriesAutoConfiguration;

/** The server program. */
@SpringBootApplication(
        scanBasePackages = "io.researchloop",
        proxyBeanMethods = false,
        exclude = DataJdbcRepositoriesAutoConfiguration.class)
public class ResearchLoopServer {
    public static void main(String[] args) {
        System.exit(ServerCommand.run(args));
    }
}
