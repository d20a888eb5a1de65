-- Who started a loop or a tweak, in words, where that is known; sprints have it since V13.
alter table loop add column started_by text;
alter table tweak add column started_by text;

-- Whether the person who said it was told that it waits for its turn.
alter table slack_turn add column told integer not null default 0;
