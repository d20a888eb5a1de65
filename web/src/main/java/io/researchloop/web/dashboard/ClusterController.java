package io.researchloop.web.dashboard;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.Configuration;
import io.researchloop.web.command.ClusterCheck;
import io.researchloop.web.command.Rejection;
import java.util.concurrent.CompletableFuture;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** The clusters: state, slots, queue. */
@Controller("dashboardClusters")
class ClusterController {
    private final ClusterModel clusters;
    private final Configuration configuration;
    private final ClusterCheck check;

    ClusterController(ClusterModel clusters, Configuration configuration, ClusterCheck check) {
        this.clusters = clusters;
        this.configuration = configuration;
        this.check = check;
    }

    @GetMapping("/dashboard/clusters")
    String clusters(Model model) {
        model.addAttribute("page", clusters.page());
        model.addAttribute("live", LivePage.CLUSTERS);
        return "dashboard/clusters";
    }

    /** Nobody waits for them here: the page shows how far they are. */
    @PostMapping("/dashboard/clusters/check")
    String checkAll() {
        configuration.clusters().forEach(this::begin);
        return "redirect:/dashboard/clusters";
    }

    @PostMapping("/dashboard/clusters/{name}/check")
    String check(@PathVariable String name) {
        begin(configuration.cluster(name).orElseThrow(() -> Rejection.unknown("There is no cluster " + name)));
        return "redirect:"
                + UriComponentsBuilder.fromPath("/dashboard/clusters")
                        .fragment(name)
                        .build()
                        .encode();
    }

    /** A host key is accepted on the command line alone, where it can be compared. */
    private void begin(ClusterConfig cluster) {
        CompletableFuture<?> unused = check.check(cluster, false);
    }
}
