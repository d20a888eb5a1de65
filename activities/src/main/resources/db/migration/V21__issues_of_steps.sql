-- What a step of the review came to, as JSON; null where it could not be counted, as of all steps before.
alter table step add column issues text;
