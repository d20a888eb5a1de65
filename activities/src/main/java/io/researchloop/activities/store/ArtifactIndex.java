package io.researchloop.activities.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcOperations;

/** Which files sprints brought; the files themselves are in the artifact folder. */
public final class ArtifactIndex {
    private static final String SELECT =
            "select sprint_id, name, size, sha256, content_type, stored_at from artifact where sprint_id = ?";

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final EventLog events;

    ArtifactIndex(JdbcOperations jdbc, GroupCommit writes, EventLog events) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.events = events;
    }

    /** A file of the same name takes the place of the earlier one. */
    public void put(ArtifactRow artifact) {
        writes.write(() -> {
            jdbc.update(
                    "insert or replace into artifact (sprint_id, name, size, sha256, content_type, stored_at)"
                            + " values (?, ?, ?, ?, ?, ?)",
                    Bind.of(
                            artifact.sprintId(),
                            artifact.name(),
                            artifact.size(),
                            artifact.sha256(),
                            artifact.contentType(),
                            artifact.storedAt()));
            events.append(artifact.sprintId(), "artifact", Map.of("name", artifact.name()));
        });
    }

    /** By name. */
    public List<ArtifactRow> list(String sprintId) {
        return jdbc.query(SELECT + " order by name", Bind.of(sprintId), ArtifactIndex::map);
    }

    public Optional<ArtifactRow> find(String sprintId, String name) {
        return jdbc.query(SELECT + " and name = ?", Bind.of(sprintId, name), ArtifactIndex::map).stream()
                .findFirst();
    }

    private static ArtifactRow map(ResultSet result, int ignored) throws SQLException {
        Columns row = new Columns(result);
        return new ArtifactRow(row.text(), row.text(), row.number(), row.text(), row.text(), row.time());
    }
}
