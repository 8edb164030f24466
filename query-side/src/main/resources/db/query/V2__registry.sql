-- Customers and devices as operators set them: few rows, seldom changed. Settings are kept whole, as JSON, because they
-- are only ever shown, never searched.
create table registry_customer (
    id               text        primary key,
    settings         text        not null,
    callback_url     text,
    retry_schedule   text,
    callback_state   text        not null,
    callback_reason  text,
    next_attempt_at  timestamptz,
    created_at       timestamptz not null,
    updated_at       timestamptz not null
);

-- API keys without their secrets. A revoked one stays, so that an operator sees that it was there.
create table registry_api_key (
    id          text        primary key,
    customer_id text        not null,
    name        text        not null,
    role        text        not null,
    created_at  timestamptz not null,
    revoked_at  timestamptz
);

create index registry_api_key_of_customer on registry_api_key (customer_id, created_at);

create table registry_device (
    sn          text        primary key,
    customer_id text        not null,
    settings    text        not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null
);

create index registry_device_of_customer on registry_device (customer_id, sn);

-- Commands and rejected records are known by the position of their event, so that handling an event twice changes nothing.
create table registry_command (
    position   bigint      primary key,
    sn         text        not null,
    command_id text        not null,
    op         text        not null,
    data       text        not null,
    state      text        not null,
    result     text,
    queued_at  timestamptz not null
);

create index registry_command_of_device on registry_command (sn, position);

create table registry_rejected (
    position    bigint      primary key,
    sn          text        not null,
    recorded_at timestamptz not null,
    transport   text        not null,
    raw         text        not null,
    reason      text        not null
);

create index registry_rejected_of_device on registry_rejected (sn, position);
