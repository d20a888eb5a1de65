package io.researchloop.activities.store;

import java.time.Clock;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** What people have changed of the studies' configuration, all changes of a study under one version. */
public final class StudyChanges {
    /**
     * @param version counts up with every change, from 1; 0 if there never was one
     * @param values by the setting's key, as written
     */
    public record Changes(long version, Map<String, String> values) {
        static final Changes NONE = new Changes(0, Map.of());

        public Changes {
            values = Map.copyOf(values);
        }
    }

    private final JdbcOperations jdbc;
    private final GroupCommit writes;
    private final Clock clock;

    StudyChanges(JdbcOperations jdbc, GroupCommit writes, Clock clock) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.clock = clock;
    }

    public Changes of(String study) {
        return jdbc
                .query(
                        "select version, values_json from study_change where study_name = ?",
                        Bind.of(study),
                        (result, number) -> {
                            Columns row = new Columns(result);
                            return new Changes(row.number(), Payload.map(row.text()));
                        })
                .stream()
                .findFirst()
                .orElse(Changes.NONE);
    }

    /**
     * Replaces all changes of a study.
     *
     * @param version the one that these changes were made to
     * @return false if another change came first; then nothing is saved
     */
    public boolean save(String study, long version, Map<String, String> values) {
        return writes.write(() -> jdbc.update(
                        "insert into study_change (study_name, version, values_json, changed_at)"
                                + " select ?1, ?2 + 1, ?3, ?4 where ?2 = 0"
                                + " or exists (select 1 from study_change where study_name = ?1)"
                                + " on conflict (study_name) do update set version = excluded.version,"
                                + " values_json = excluded.values_json, changed_at = excluded.changed_at"
                                + " where study_change.version = ?2",
                        Bind.of(study, version, Payload.write(values), clock.instant()))
                == 1);
    }
}
