package io.researchloop.web.dashboard;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The clusters: state, slots, queue. */
@Controller("dashboardClusters")
class ClusterController {
    private final ClusterModel clusters;

    ClusterController(ClusterModel clusters) {
        this.clusters = clusters;
    }

    @GetMapping("/dashboard/clusters")
    String clusters(Model model) {
        model.addAttribute("clusters", clusters.all());
        model.addAttribute("live", LivePage.CLUSTERS);
        return "dashboard/clusters";
    }
}
