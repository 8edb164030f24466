-- Events that a handler could not take, set aside with the reason, so that everything else goes on: the dead letters of all
-- processing groups. A new table: no lock on any other.
create table dead_letter (
    number              bigint generated always as identity unique,
    id                  text    primary key,
    processing_group    text    not null,
    sequence_identifier text    not null,
    sequence_index      bigint  not null,
    message_type        text    not null,
    event_identifier    text    not null,
    event_timestamp     text    not null,
    payload_type        text    not null,
    payload_revision    text,
    payload             bytea   not null,
    meta_data           bytea,
    aggregate_type      text,
    aggregate_identifier text,
    sequence_number     bigint,
    token_type          text,
    token               bytea,
    enqueued_at         text    not null,
    last_touched        text,
    processing_started  text,
    cause_type          text,
    cause_message       text,
    diagnostics         bytea,
    -- An operator asked for it to be handled again, and it was not yet.
    retry_requested     boolean not null default false,
    unique (processing_group, sequence_identifier, sequence_index)
);

create index dead_letter_of_stream on dead_letter (processing_group, aggregate_identifier);
