package io.researchloop.web;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.StoreSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.type.LogicalType;

/** What the rooms of the server share. The {@link Configuration} comes from whoever starts it. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class WebBeans {
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    StoreSettings storeSettings(Configuration configuration) {
        return new StoreSettings(configuration.dbPath());
    }

    /** What the web server wants of a disk: in the folder for temporary files, each kill would leave it there for ever. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webServerFolder(Configuration configuration) {
        Path database = configuration.dbPath().toAbsolutePath();
        Path folder = database.resolveSibling(database.getFileName() + "-tomcat");
        return factory -> {
            factory.setBaseDirectory(folder.toFile());
            // Whoever may see a page may see what lies in there: nothing.
            factory.setDocumentRoot(created(folder.resolve("root")).toFile());
        };
    }

    private static Path created(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The web server's folder cannot be made: " + folder, e);
        }
    }

    /** A number where text is expected is a mistake to be told, not to be mended silently. */
    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return mapper -> mapper.enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text -> refuse(
                                text,
                                Set.of(
                                        CoercionInputShape.Integer,
                                        CoercionInputShape.Float,
                                        CoercionInputShape.Boolean)))
                .withCoercionConfig(
                        LogicalType.Float,
                        number -> refuse(
                                number,
                                Set.of(
                                        CoercionInputShape.String,
                                        CoercionInputShape.EmptyString,
                                        CoercionInputShape.Boolean)))
                .withCoercionConfig(
                        LogicalType.Integer,
                        number -> refuse(
                                number,
                                Set.of(
                                        CoercionInputShape.String,
                                        CoercionInputShape.EmptyString,
                                        CoercionInputShape.Float,
                                        CoercionInputShape.Boolean)));
    }

    private static void refuse(
            tools.jackson.databind.cfg.MutableCoercionConfig config, Set<CoercionInputShape> shapes) {
        shapes.forEach(shape -> config.setCoercion(shape, CoercionAction.Fail));
    }
}
