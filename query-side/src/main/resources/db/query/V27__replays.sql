-- The replays that were asked for: all processes find them here, so that one that ends leaves its own to the others. No read model: a
-- rebuild leaves it as it is. A new table: nothing is locked.
create table replay (
    number      bigint      generated always as identity primary key,
    id          text        not null unique,
    -- Null: all customers.
    customer_id text,
    sn          text,
    until       timestamptz,
    -- Whether the rebuilt tables take the place of those that are served.
    switching   boolean     not null,
    status      text        not null check (status in ('running', 'done', 'failed', 'cancelled')),
    stage       text        not null,
    processed   bigint      not null default 0,
    total       bigint      not null default 0,
    elapsed_ms  bigint      not null default 0,
    reason      text,
    differences text        not null default '[]'
);

create index replay_running on replay (number) where status = 'running';
