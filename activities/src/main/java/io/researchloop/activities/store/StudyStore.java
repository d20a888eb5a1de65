package io.researchloop.activities.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Sort;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

/** The studies. */
public final class StudyStore {
    private final JdbcAggregateOperations aggregates;
    private final GroupCommit writes;

    StudyStore(JdbcAggregateOperations aggregates, GroupCommit writes) {
        this.aggregates = aggregates;
        this.writes = writes;
    }

    /** Takes over the configuration's studies: new ones come, known ones keep their age, those it has no more go. */
    public void sync(List<StudyRow> fromConfig) {
        writes.write(() -> {
            Map<String, StudyRow> known = all().stream().collect(Collectors.toMap(StudyRow::name, Function.identity()));
            for (StudyRow study : fromConfig) {
                StudyRow before = known.remove(study.name());
                if (before == null) {
                    aggregates.insert(study);
                } else {
                    aggregates.update(study.createdAt(before.createdAt()));
                }
            }
            known.values().stream()
                    .filter(study -> study.source().equals(StudyRow.CONFIG))
                    .forEach(aggregates::delete);
        });
    }

    /** By name. */
    public List<StudyRow> all() {
        return aggregates.findAll(StudyRow.class, Sort.by("name"));
    }

    public Optional<StudyRow> find(String name) {
        return Optional.ofNullable(aggregates.findById(name, StudyRow.class));
    }
}
