-- Who started a sprint, where that is known; and the message that a turn of a conversation answers, by its timestamp.
alter table sprint add column started_by text;
alter table slack_turn add column message text;
