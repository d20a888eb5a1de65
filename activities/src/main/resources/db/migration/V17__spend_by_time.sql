-- What studies have spent in each quarter of an hour, in UTC (2026-01-31T12:45), so that days of any time zone can be
-- added up. Kept by triggers on the sums, through which all that is spent goes; it counts when we hear of it.
create table spend_by_time (
    at          text    not null,
    study_name  text    not null,
    cost_usd    real    not null,
    gpu_seconds integer not null,
    primary key (at, study_name)
) without rowid;

-- Of what was spent before, only the ends are known.
insert into spend_by_time (at, study_name, cost_usd, gpu_seconds)
select substr(coalesce(s.completed_at, s.heartbeat_at, s.created_at), 1, 14) || '00', s.study_name, sum(s.cost_usd),
       sum(s.ran_seconds * coalesce(g.gpus, 0))
from sprint s
left join sprint_gpu g on g.sprint_id = s.id
group by 1, 2
having sum(s.cost_usd) > 0 or sum(s.ran_seconds * coalesce(g.gpus, 0)) > 0;

create trigger study_spend_began after insert on study_spend
begin
    insert into spend_by_time (at, study_name, cost_usd, gpu_seconds)
    values (strftime('%Y-%m-%dT%H:', 'now') || printf('%02d', strftime('%M', 'now') / 15 * 15), new.study_name,
            new.cost_usd, new.gpu_seconds)
    on conflict do update set cost_usd = cost_usd + excluded.cost_usd,
        gpu_seconds = gpu_seconds + excluded.gpu_seconds;
end;

create trigger study_spend_grew after update on study_spend
begin
    insert into spend_by_time (at, study_name, cost_usd, gpu_seconds)
    values (strftime('%Y-%m-%dT%H:', 'now') || printf('%02d', strftime('%M', 'now') / 15 * 15), new.study_name,
            new.cost_usd - old.cost_usd, new.gpu_seconds - old.gpu_seconds)
    on conflict do update set cost_usd = cost_usd + excluded.cost_usd,
        gpu_seconds = gpu_seconds + excluded.gpu_seconds;
end;
