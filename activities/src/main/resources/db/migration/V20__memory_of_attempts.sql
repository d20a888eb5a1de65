-- By the scheduler's account, in bytes; null where it told nothing, as of all attempts that ended before.
alter table attempt add column memory_used integer;
alter table attempt add column memory_asked integer;
