-- Which metrics a study has, and how many of its sprints have each: kept by triggers, so that a list's page need not
-- count all of a study's sprints to know what they are compared by. The position is the least that it ever had in a file.
create table study_metric (
    study_name text    not null,
    name       text    not null,
    split      text    not null,
    sprints    integer not null,
    position   integer not null,
    primary key (study_name, name, split)
) without rowid;

insert into study_metric (study_name, name, split, sprints, position)
select study_name, name, split, count(*), min(position) from metric group by study_name, name, split;

create trigger metric_counted after insert on metric
begin
    insert into study_metric (study_name, name, split, sprints, position)
    values (new.study_name, new.name, new.split, 1, new.position)
    on conflict (study_name, name, split)
    do update set sprints = sprints + 1, position = min(position, excluded.position);
end;

create trigger metric_uncounted after delete on metric
begin
    update study_metric set sprints = sprints - 1
    where study_name = old.study_name and name = old.name and split = old.split;
    delete from study_metric
    where study_name = old.study_name and name = old.name and split = old.split and sprints = 0;
end;

-- The best that the study's completed sprints had when this was measured; null if there was none, or the agent did not
-- say which way is better. Of what is there already, the order of the sprints has to do.
alter table metric add column best_before real;

update metric set best_before = earlier.best
from (
    select m.sprint_id, m.name, m.split,
        case m.direction when 'max' then max(m.value) over earlier when 'min' then min(m.value) over earlier end as best
    from metric m join sprint s on s.seq = m.seq
    where s.status = 'completed'
    window earlier as (
        partition by m.study_name, m.name, m.split order by m.seq rows between unbounded preceding and 1 preceding
    )
) earlier
where earlier.sprint_id = metric.sprint_id and earlier.name = metric.name and earlier.split = metric.split;
