-- Read models of punches, presence and deliveries. Every table here can be dropped and rebuilt from the event log.

-- How far each projection has come. Written in the transaction that writes its rows, so that an event handled again
-- changes nothing.
create table projection_position (
    name     text   primary key,
    position bigint not null
) with (fillfactor = 10);

insert into projection_position (name, position) values ('attendance', 0), ('presence', 0), ('deliveries', 0);

-- Where Axon's event processors stand, and which process runs them.
create table token_entry (
    processor_name text    not null,
    segment        integer not null,
    token          bytea,
    token_type     text,
    timestamp      text,
    owner          text,
    primary key (processor_name, segment)
) with (fillfactor = 10);

-- The primary key serves the list, whose cursor is the position. Punches are never updated here.
create table punch (
    customer_id   text             not null,
    position      bigint           not null,
    id            text             not null,
    sn            text collate "C" not null,
    user_id       text collate "C" not null,
    time          timestamptz      not null,
    local_time    timestamp        not null,
    utc_offset    text             not null,
    att_time_raw  text             not null,
    type          text,
    state_raw     text,
    input_type    text             not null,
    input_raw     text,
    lat           double precision,
    lng           double precision,
    accuracy      double precision,
    temperature   double precision,
    face_mask     boolean,
    transport     text             not null,
    recorded_at   timestamptz      not null,
    clock_suspect boolean          not null,
    primary key (customer_id, position)
);

create unique index punch_id on punch (id);
create index punch_of_device on punch (sn, position);
create index punch_of_user on punch (customer_id, user_id, time);
create index punch_by_time on punch (customer_id, time, position);

-- How each customer's punches pair.
create table customer_rule (
    customer_id        text    primary key,
    alternating        boolean not null,
    max_interval_hours integer not null
);

-- Who was seen when. Only the first index covers what changes rarely, so that a sighting stays a heap-only update.
create table device_presence (
    sn                    text        primary key,
    customer_id           text        not null,
    label                 text        not null,
    offline_after_seconds integer     not null,
    last_seen             timestamptz,
    transport             text
) with (fillfactor = 50);

create index device_presence_of_customer on device_presence (customer_id, sn);

-- One row per punch. The attempt of a punch that was acknowledged at once stands in its row, so that success is one row.
create table delivery (
    customer_id       text        not null,
    position          bigint      not null,
    id                text        not null,
    sn                text        not null,
    operation_id      text        not null,
    status            text        not null,
    attempts          integer     not null,
    next_attempt_at   timestamptz,
    reason            text,
    recorded_at       timestamptz not null,
    first_at          timestamptz,
    first_status_code integer,
    first_latency_ms  bigint,
    first_error       text,
    first_excerpt     text,
    primary key (customer_id, position)
) with (fillfactor = 90);

create unique index delivery_id on delivery (id);
create index delivery_of_device on delivery (sn, position);
create index delivery_undone on delivery (customer_id, status, position) where status <> 'delivered';

-- The attempts that do not stand in the delivery's row, by the position of the event that told of them.
create table delivery_attempt (
    delivery_id text        not null,
    position    bigint      not null,
    at          timestamptz not null,
    status_code integer,
    latency_ms  bigint      not null,
    error       text,
    excerpt     text,
    primary key (delivery_id, position)
);

-- How each customer's callback fares. A punch recorded before its customer's has_address was true is never pushed.
create table callback_state (
    customer_id     text    primary key,
    has_address     boolean not null,
    state           text    not null,
    reason          text,
    next_attempt_at timestamptz
);

-- How many deliveries stand where, kept in the transaction that moves them.
create table delivery_count (
    customer_id text   primary key,
    delivered   bigint not null default 0,
    pending     bigint not null default 0,
    parked      bigint not null default 0,
    never       bigint not null default 0,
    erased      bigint not null default 0
) with (fillfactor = 10);
