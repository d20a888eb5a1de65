-- When an answer was sent to Slack for the first time: if it is sent again, it may be there.
alter table slack_outbox add column begun_at text;
