-- The search now has the report's words too. A contentless index cannot be altered, so it is built anew from the rows
-- that are there; from then on each write of a text brings it up to date, as before.
drop table sprint_search;

create virtual table sprint_search using fts5 (
    id, idea, summary, report, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2'
);

-- What is indexed of a report is cut as in SprintTexts: a report of megabytes is mostly tables of numbers.
insert into sprint_search (rowid, id, idea, summary, report)
select s.seq, s.id, t.idea, coalesce(t.summary, ''), substr(coalesce(t.report, ''), 1, 200000)
from sprint s join sprint_text t on t.sprint_id = s.id;

-- Lists by time and by other orders than the newest first. Each ends in the rowid, which settles equals.
create index sprint_by_created on sprint (created_at);
create index sprint_by_end on sprint (completed_at) where completed_at is not null;
create index sprint_by_study_and_end on sprint (study_name, completed_at) where completed_at is not null;
create index sprint_by_status_and_end on sprint (status, completed_at) where completed_at is not null;
create index sprint_by_cost on sprint (cost_usd);
create index sprint_by_study_and_cost on sprint (study_name, cost_usd);
create index sprint_by_status_and_cost on sprint (status, cost_usd);
