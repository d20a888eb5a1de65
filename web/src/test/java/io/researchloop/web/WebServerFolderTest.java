package io.researchloop.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerFolderTest {
    @Test
    void liesBesideTheDatabaseUnderANameThatTheNextStartKnows(@TempDir Path folder) throws IOException {
        Path own = folder.resolve("researchloop.db-tomcat");

        try (TestServer server = TestServer.start(folder)) {
            ServletContext context = server.bean(ServletContext.class);

            assertThat(context.getAttribute(ServletContext.TEMPDIR))
                    .isEqualTo(own.resolve("work/Tomcat/localhost/ROOT").toFile());
            assertThat(Path.of(context.getRealPath("/")))
                    .isEqualTo(own.resolve("root"))
                    .isEmptyDirectory();
        }
    }
}
