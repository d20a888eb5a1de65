package io.researchloop.web.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.VersionResourceResolver;

/**
 * Style sheet, scripts and icon, all from our own origin; their names carry a hash of their content in the pages, so
 * that a browser keeps them for good and still has the right ones after an update.
 */
@Configuration(proxyBeanMethods = false)
class Assets implements WebMvcConfigurer {
    private static final String[] LIBRARIES = {
        "classpath*:/META-INF/resources/webjars/htmx.org/*/dist/htmx.min.js",
        "classpath*:/META-INF/resources/webjars/htmx-ext-sse/*/sse.js"
    };

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        var handler = registry.addResourceHandler("/dashboard/assets/**")
                .addResourceLocations("classpath:/dashboard/assets/");
        for (String library : LIBRARIES) {
            handler.addResourceLocations(folderOf(library));
        }
        handler.setCacheControl(CacheControl.maxAge(Duration.ofDays(365)).cachePublic())
                .resourceChain(true)
                .addResolver(new VersionResourceResolver().addContentVersionStrategy("/**"));
    }

    /** A library's folder has its version in the name, which only the build knows. */
    private static Resource folderOf(String file) {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources(file);
            if (found.length != 1) {
                throw new IllegalStateException("expected one " + file + ", found " + found.length);
            }
            return found[0].createRelative("./");
        } catch (IOException e) {
            throw new UncheckedIOException("looking for " + file, e);
        }
    }
}
