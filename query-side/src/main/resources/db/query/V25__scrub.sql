-- The scrubber: how far it is, which process has it, and what it found. New tables: nothing is locked. No read model: a rebuild leaves
-- them as they are.
create table scrub (
    single            boolean          primary key default true check (single),
    -- The process that scrubs, until when nobody else may.
    owner             text,
    owned_until       timestamptz,
    passes            bigint           not null default 0,
    -- Of the pass under way, or of the last.
    position          bigint           not null default 0,
    of_position       bigint           not null default 0,
    last_pass_seconds double precision,
    last_pass_at      timestamptz,
    -- Passes that operators asked for, and how many of these were begun.
    requested         bigint           not null default 0,
    begun             bigint           not null default 0
) with (fillfactor = 10);

insert into scrub default values;

-- What was changed behind our back: one row from when it was found until it was gone. The oldest of those that are gone make room.
create table scrub_fault (
    number      bigint generated always as identity primary key,
    kind        text not null check (kind in ('event', 'read_model', 'access')),
    place       text not null,
    customer_id text,
    -- The table, where it is a read model's.
    source      text not null,
    -- Of the row or the event, if it has one.
    position    bigint,
    found_at    timestamptz not null,
    mended_at   timestamptz
);

create unique index scrub_fault_open on scrub_fault (kind, place) where mended_at is null;
create index scrub_fault_of_customer on scrub_fault (customer_id, number);
