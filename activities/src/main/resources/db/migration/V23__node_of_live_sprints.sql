-- Where the runner that spoke last is at work; null if it did not say.
alter table sprint_live add column node text;
