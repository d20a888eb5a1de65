package io.researchloop.web.dashboard;

import io.researchloop.web.dashboard.view.ClusterView;
import java.util.List;

/** All clusters, and how they fare together. */
record ClustersView(List<ClusterView> clusters) {
    public int used() {
        return clusters.stream().mapToInt(ClusterView::used).sum();
    }

    public int slots() {
        return clusters.stream().mapToInt(ClusterView::slots).sum();
    }

    public int inLine() {
        return clusters.stream().mapToInt(ClusterView::inLine).sum();
    }

    public long paused() {
        return clusters.stream().filter(cluster -> cluster.error() != null).count();
    }
}
