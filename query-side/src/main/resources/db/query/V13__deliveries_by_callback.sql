-- A delivery becomes a punch and a callback. All tables of the projection "deliveries" are made anew and empty, and the projection
-- begins at the log's first event: what they held is told by the events, and takes less room by other columns. ACCESS EXCLUSIVE on
-- each until the script ends, which is a moment; a start that does not get it within 5 s fails, and may be tried again.
set local lock_timeout = '5s';

drop table delivery, delivery_attempt, callback_state, delivery_count, delivery_device, retention;

delete from projection_position where name = 'deliveries';
delete from token_entry where processor_name = 'deliveries';

-- What was set aside of these events comes again with the others.
do $$
begin
    if to_regclass('log.dead_letter') is not null then
        delete from log.dead_letter where processing_group = 'deliveries';
    end if;
end
$$;

-- One row per punch and callback that wanted it; of a punch that none wanted one row. "callback", here and below, is the name, but
-- '' of the default callback, which nearly all have, and '.' of none. Its id and its operation id follow from the punch's and the
-- callback. The attempt of one that was acknowledged at once stands in its row. The fixed
-- columns are first, so that none is padded.
create table delivery (
    position          bigint           not null,
    recorded_at       timestamptz      not null,
    next_attempt_at   timestamptz,
    first_at          timestamptz,
    first_latency_ms  bigint,
    first_status_code integer,
    attempts          integer          not null,
    punch_id          uuid             not null,
    customer_id       text             not null,
    callback          text collate "C" not null,
    sn                text collate "C" not null,
    status            text             not null,
    reason            text,
    first_error       text,
    first_excerpt     text,
    -- Serves the list of one callback; the list of all merges those of each.
    primary key (customer_id, callback, position)
) partition by range (position);

create table delivery_1 (like delivery including all) with (fillfactor = 90);

-- By which the projection finds rows, so that a replay's copy has it too. Unique within a partition, and in all of them because the
-- projection takes each event once.
create unique index on delivery_1 (punch_id, callback);
create index on delivery_1 (sn, callback, position);
create index on delivery_1 (customer_id, callback, status, position) where status <> 'delivered';
create index on delivery_1 (customer_id, callback, position) where status = 'pending' and attempts > 0;
create index on delivery_1 (customer_id, callback, position, attempts) where attempts > 1;

alter table delivery attach partition delivery_1 for values from (1) to (400000001);

-- The attempts that do not stand in the delivery's row, by the position of the event that told of them.
create table delivery_attempt (
    position    bigint           not null,
    at          timestamptz      not null,
    latency_ms  bigint           not null,
    status_code integer,
    punch_id    uuid             not null,
    callback    text collate "C" not null,
    error       text,
    excerpt     text,
    primary key (punch_id, position)
) partition by range (position);

create table delivery_attempt_1 (like delivery_attempt including all);
create index on delivery_attempt_1 (position);
alter table delivery_attempt attach partition delivery_attempt_1 for values from (1) to (400000001);

-- The punches that a callback wants of those recorded behind a position; null: it is no more. Only what differs from the row before
-- has a row.
create table callback_filter (
    customer_id text             not null,
    callback    text collate "C" not null,
    position    bigint           not null,
    filter      text,
    primary key (customer_id, callback, position)
);

-- How each callback fares. One that is not present was removed, or is known by its pushes alone.
create table callback_state (
    customer_id     text             not null,
    callback        text collate "C" not null,
    present         boolean          not null,
    state           text             not null,
    reason          text,
    next_attempt_at timestamptz,
    degraded_since  timestamptz,
    degraded_reason text,
    primary key (customer_id, callback)
);

-- How many deliveries of each callback stand where, kept in the transaction that moves them. Those that came in are
-- counted by themselves, so that a delivery which the other columns lost would show.
create table delivery_count (
    customer_id text             not null,
    callback    text collate "C" not null,
    received    bigint           not null default 0,
    delivered   bigint           not null default 0,
    pending     bigint           not null default 0,
    parked      bigint           not null default 0,
    never       bigint           not null default 0,
    erased      bigint           not null default 0,
    primary key (customer_id, callback)
) with (fillfactor = 10);

-- What the monitor shows of a callback and a device: kept with its deliveries, so that looking costs one row.
create table delivery_device (
    customer_id      text             not null,
    callback         text collate "C" not null,
    sn               text collate "C" not null,
    delivered        bigint           not null default 0,
    pending          bigint           not null default 0,
    parked           bigint           not null default 0,
    never            bigint           not null default 0,
    erased           bigint           not null default 0,
    attempts         bigint           not null default 0,
    attempts_ms      bigint           not null default 0,
    last_at          timestamptz,
    last_status_code integer,
    last_latency_ms  bigint,
    last_error       text,
    last_excerpt     text,
    -- The punch whose next attempt is planned, and when.
    retried_id       uuid,
    next_attempt_at  timestamptz,
    primary key (customer_id, callback, sn)
) with (fillfactor = 50);

create index delivery_device_retried on delivery_device (retried_id) where retried_id is not null;

-- Up to which position of the log the rows of a kind were removed, of one customer's callback, or (both '') of all. A rebuilt read model
-- has them removed again, and so has the copy that a replay compares with.
create table retention (
    kind        text             not null check (kind in ('attempts', 'excerpts')),
    customer_id text             not null,
    callback    text collate "C" not null,
    position    bigint           not null,
    before_time timestamptz      not null,
    primary key (kind, customer_id, callback)
);
