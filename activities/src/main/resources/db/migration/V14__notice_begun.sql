-- When a notice was sent to a channel for the first time: if it is sent again, it may have arrived.
alter table notice_delivery add column begun_at text;
