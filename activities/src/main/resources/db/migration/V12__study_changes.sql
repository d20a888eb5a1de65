-- What people have changed of a study's configuration: setting to text as written, one JSON object a study.
create table study_change (
    study_name  text    not null primary key,
    version     integer not null,
    values_json text    not null,
    changed_at  text    not null
) without rowid;
