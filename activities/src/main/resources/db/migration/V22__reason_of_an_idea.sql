-- Why it is this idea, in one line of the agent's; null if it did not say.
alter table loop_turn add column reason text;
