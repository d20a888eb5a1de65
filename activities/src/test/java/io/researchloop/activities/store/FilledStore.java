package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.NOW;

import java.nio.file.Path;

/** 100,000 sprints: one in five hundred is alive, as after some years of work; each study has a thousand. */
final class FilledStore {
    private static final int SPRINTS = 100_000;

    private FilledStore() {}

    static Store open(Path folder) {
        Store store = StoreFixture.open(folder);
        GroupCommit writes = store.database().writes();
        writes.write(() -> {
            store.database()
                    .jdbc()
                    .update(
                            "with recursive n(i) as (select 1 union all select i + 1 from n where i < ?1)"
                                    + " insert into sprint (id, study_name, cluster, idea_preview, status, directory,"
                                    + " created_at, queued_at, completed_at, cost_usd, loop_id, agent, max_run_seconds, max_attempts,"
                                    + " grace_seconds, workflow_started)"
                                    + " select 'sp-' || i, 'study-' || (i % 100), 'local', 'idea ' || i,"
                                    + " case when i % 1000 = 0 then 'queued' when i % 1000 = 1 then 'running'"
                                    + " when i % 7 = 0 then 'failed' else 'completed' end,"
                                    + " '/d', strftime('%Y-%m-%dT%H:%M:%fZ', ?2, '-' || (?1 - i) || ' minutes'), ?2,"
                                    + " case when i % 1000 > 1 then strftime('%Y-%m-%dT%H:%M:%fZ', ?2, '-' || (?1 - i) || ' minutes') end,"
                                    + " (i * 7919) % 1000 / 100.0, case when i % 50 = 0 then 'loop-' || (i % 500) end, 'scripted',"
                                    + " 1, 1, 1, i % 5000 <> 0 from n",
                            Bind.of(SPRINTS, NOW));
        });
        writes.write(() -> {
            store.database()
                    .jdbc()
                    .update("insert into sprint_search (rowid, id, idea, summary, report)"
                            + " select seq, id, 'common ' || idea_preview, '', '' from sprint");
        });
        writes.write(() -> {
            store.database()
                    .jdbc()
                    .update(
                            "insert into inbox (delivery_id, sprint_id, kind, payload_json, received_at, delivered_at)"
                                    + " select id, id, 'runner_ended', '{}', ?1,"
                                    + " case when seq % 10000 <> 0 then ?1 end from sprint",
                            Bind.of(NOW));
        });
        writes.write(() -> {
            store.database()
                    .jdbc()
                    .update("insert into metric (sprint_id, name, split, position, value, study_name, seq)"
                            + " select id, 'f1', '', 0, (seq * 7919) % 1000 / 1000.0, study_name, seq from sprint");
        });
        return store;
    }
}
