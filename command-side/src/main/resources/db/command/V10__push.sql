-- What the push has taken in from the events up to its token: a pure projection of them, written with the token.

-- Per device and customer: up to which sequence of the device's stream punches are to be pushed, and are settled.
create table push_line (
    customer_id text   not null,
    sn          text   not null,
    handed      bigint not null,
    done        bigint not null,
    -- The punch that a saga retries, and that the others of its line wait for.
    held_by     text,
    primary key (customer_id, sn)
) with (fillfactor = 70);

create table push_device (
    sn                text primary key,
    customer_id       text not null,
    service_tag_id    text not null,
    callback_token_id text not null
);

create table push_callback (
    customer_id        text primary key,
    url                text,
    schedule           integer[],
    secret_id          text,
    previous_secret_id text,
    previous_until     timestamptz,
    state              text    not null,
    paused_by_operator boolean not null
);

-- The sagas that drive retries, in the columns of Axon's JdbcSagaStore.
create table push_saga (
    saga_id         varchar(255) primary key,
    revision        varchar(255),
    saga_type       varchar(255),
    serialized_saga bytea
);

create table push_saga_association (
    id                bigint generated always as identity primary key,
    association_key   varchar(255),
    association_value varchar(255),
    saga_id           varchar(255),
    saga_type         varchar(255)
);

create index push_saga_association_value
    on push_saga_association (association_value, association_key, saga_type, saga_id);
create index push_saga_association_saga on push_saga_association (saga_id, saga_type);

-- The sagas' deadlines, in the columns of db-scheduler 16.
create table push_deadline (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index push_deadline_execution_time on push_deadline (execution_time);
create index push_deadline_last_heartbeat on push_deadline (last_heartbeat);
