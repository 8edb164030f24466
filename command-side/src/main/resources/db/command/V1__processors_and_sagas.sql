-- How far the push has followed the log.
create table token_entry (
    processor_name varchar(255) not null,
    segment        integer      not null,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255),
    owner          varchar(255),
    primary key (processor_name, segment)
);

-- Axon's sagas: one row for each punch that is being retried.
create table saga_entry (
    saga_id         varchar(255) primary key,
    revision        varchar(255),
    saga_type       varchar(255),
    serialized_saga bytea
);

create table association_value_entry (
    id                bigserial primary key,
    association_key   varchar(255) not null,
    association_value varchar(255) not null,
    saga_id           varchar(255) not null,
    saga_type         varchar(255) not null
);

create index association_value_entry_by_value
    on association_value_entry (saga_type, association_key, association_value);
create index association_value_entry_by_saga on association_value_entry (saga_id, saga_type);
