-- The one truth: every event, in the order of its position. Positions are dense and become visible in order, because an
-- append holds the head's row until it commits.
create table event (
    position    bigint      primary key,
    stream      text        not null,
    sequence    bigint      not null,
    type        text        not null,
    recorded_at timestamptz not null,
    -- The exact text that was stored, and that is hashed: a JSON object.
    record      text        not null,
    unique (stream, sequence)
);

create table head (
    only_row boolean primary key default true check (only_row),
    position bigint  not null
) with (fillfactor = 10);

insert into head (position) values (0);

-- The latest state of an aggregate, so that loading it does not read its whole history. May be dropped at any time.
create table snapshot (
    stream      text        primary key,
    sequence    bigint      not null,
    type        text        not null,
    revision    text,
    recorded_at timestamptz not null,
    state       text        not null
);

-- Secrets that must be sent or signed with, and so cannot be hashed. Events name them by id, never by value.
create table secret (
    id         text        primary key,
    value      text        not null,
    created_at timestamptz not null default now()
);
