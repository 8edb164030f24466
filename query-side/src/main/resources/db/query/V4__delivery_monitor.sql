-- How a callback is configured and warned of, and how pushes fare by device.
alter table registry_customer
    add column callback_format text,
    add column per_second_max  integer,
    add column degraded_since  timestamptz,
    add column degraded_reason text;

alter table callback_state
    add column degraded_since  timestamptz,
    add column degraded_reason text;

-- Counted by itself, so that a delivery which the other columns lost would show.
alter table delivery_count add column received bigint not null default 0;
update delivery_count set received = delivered + pending + parked + never + erased;

-- What the monitor shows of a device: kept with its deliveries, so that looking costs one row.
create table delivery_device (
    customer_id      text             not null,
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
    retried_id       text,
    next_attempt_at  timestamptz,
    primary key (customer_id, sn)
) with (fillfactor = 50);

create index delivery_device_retried on delivery_device (retried_id) where retried_id is not null;

insert into delivery_device (customer_id, sn, delivered, pending, parked, never, erased, attempts)
select customer_id, sn,
    count(*) filter (where status = 'delivered'), count(*) filter (where status = 'pending'),
    count(*) filter (where status = 'parked'), count(*) filter (where status = 'never'),
    count(*) filter (where status = 'erased'), sum(attempts)
from delivery group by customer_id, sn;
