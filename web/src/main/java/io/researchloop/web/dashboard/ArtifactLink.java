package io.researchloop.web.dashboard;

import io.researchloop.activities.store.ArtifactRow;
import io.researchloop.web.dashboard.view.Words;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/** A sprint's file, as it is listed. */
record ArtifactLink(String name, String href, String size, boolean image) {
    /** What a browser draws as an image without running anything of it. */
    private static final Set<String> IMAGES =
            Set.of("image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml");

    static ArtifactLink of(ArtifactRow row) {
        String path = Arrays.stream(row.name().split("/", -1))
                .map(part -> UriUtils.encodePathSegment(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"));
        return new ArtifactLink(
                row.name(),
                "/dashboard/sprints/" + row.sprintId() + "/artifacts/" + path,
                Words.bytes(row.size()),
                isImage(row.contentType()));
    }

    static boolean isImage(String contentType) {
        return IMAGES.contains(contentType);
    }
}
