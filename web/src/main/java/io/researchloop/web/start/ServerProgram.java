package io.researchloop.web.start;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationLoader;
import io.researchloop.activities.config.DashboardConfig;
import io.researchloop.web.ResearchLoopServer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the application on a configuration that has been read and checked. */
public final class ServerProgram {
    private ServerProgram() {}

    /** Starts on a configuration file alone, with nothing from the environment. */
    public static void start(Path file) {
        Path here = Path.of("").toAbsolutePath();
        start(ConfigurationLoader.load(Optional.of(file), Map.of(), here, here), null, null);
    }

    /**
     * @param host overrides the configured address
     * @param port overrides the configured port; 0: a free one
     */
    static ConfigurableApplicationContext start(
            Configuration configuration, @Nullable String host, @Nullable Integer port) {
        DashboardConfig dashboard = configuration.dashboard();
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("server.address", host == null ? dashboard.host() : host);
        properties.put("server.port", port == null ? dashboard.port() : port);
        return new SpringApplicationBuilder(ResearchLoopServer.class)
                .bannerMode(Banner.Mode.OFF)
                .properties(properties)
                .initializers(context ->
                        context.getBeanFactory().registerSingleton("researchLoopConfiguration", configuration))
                .run();
    }

    /** Where the dashboard of a running application is. */
    static String dashboardUrl(ConfigurableApplicationContext application) {
        String port = application.getEnvironment().getProperty("local.server.port", "8080");
        String address = application.getEnvironment().getProperty("server.address", "127.0.0.1");
        String host = address.equals("0.0.0.0") || address.equals("::") ? "127.0.0.1" : address;
        return "http://" + host + ":" + port + "/dashboard/";
    }
}
