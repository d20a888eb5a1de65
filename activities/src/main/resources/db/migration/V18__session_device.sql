-- Where a session of the dashboard was begun, in words, so that a person knows which one to end.
alter table api_token add column device text;
