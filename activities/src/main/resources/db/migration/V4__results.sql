-- What metrics.json says, a row a number. Study and seq are the sprint's, so that a leaderboard and a chart are each read
-- from one index.
create table metric (
    sprint_id  text    not null references sprint (id) on delete cascade,
    name       text    not null,
    split      text    not null,
    position   integer not null,
    value      real    not null,
    unit       text,
    direction  text check (direction in ('max', 'min')),
    study_name text    not null,
    seq        integer not null,
    primary key (sprint_id, name, split)
) without rowid;

create index metric_by_value on metric (study_name, name, split, value, seq);
create index metric_by_sprint on metric (study_name, name, split, seq);

-- What is wrong with the metrics.json that was read last; no row if nothing is. Not a column of sprint_text: it would
-- come behind the report, whose pages would be walked for it.
create table metric_fault (
    sprint_id text primary key references sprint (id) on delete cascade,
    fault     text not null
) without rowid;
