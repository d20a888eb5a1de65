-- Free talk with the agent: what was said to it in each thread of Slack, in order, and not answered while ended_at is null.
create table slack_turn (
    seq         integer primary key autoincrement,
    id          text not null unique,
    channel     text not null,
    thread      text not null,
    user_id     text not null,
    words       text not null,
    received_at text not null,
    tries       integer not null default 0,
    cost_usd    real not null default 0,
    ended_at    text
);

create index slack_turn_of_thread on slack_turn (channel, thread, seq);
create index slack_turn_waiting on slack_turn (channel, thread, seq) where ended_at is null;

-- The agent's session of each thread, which the next turn resumes.
create table slack_session (
    channel    text not null,
    thread     text not null,
    session_id text not null,
    primary key (channel, thread)
) without rowid;

-- What the agent wants to have done, and what a person's click made of it.
create table slack_offer (
    seq        integer primary key autoincrement,
    id         text not null unique,
    channel    text not null,
    thread     text not null,
    wish       text not null,
    state      text not null check (state in ('open', 'confirmed', 'dismissed')),
    click_id   text,
    user_id    text,
    result     text,
    created_at text not null
);

create index slack_offer_of_thread on slack_offer (channel, thread, seq);
