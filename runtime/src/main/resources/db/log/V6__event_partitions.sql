-- "event" becomes a table of partitions by position, and what it was becomes the first of them, with its indexes. Nothing is
-- rewritten or read: V5 has shown that the first partition holds what it may. ACCESS EXCLUSIVE on "event" for a moment; a start
-- that does not get it within 5 s fails, and may be tried again.
--
-- Of a stream and sequence only one event can be in each partition; that it is one in all of them follows from the order of
-- appends (docs/decisions/0010-siege.md).
set local lock_timeout = '5s';

alter table event rename to event_1;
alter index event_pkey rename to event_1_pkey;
alter index event_stream_sequence_key rename to event_1_stream_sequence_key;
alter index event_recorded_at rename to event_1_recorded_at;

create table event (
    position    bigint      primary key,
    stream      text        not null,
    sequence    bigint      not null,
    type        text        not null,
    recorded_at timestamptz not null,
    record      text        not null
) partition by range (position);

create index event_recorded_at on event using brin (recorded_at) with (autosummarize = on);

do $$
begin
    execute format('alter table event attach partition event_1 for values from (1) to (%s)', (
        select substring(pg_get_constraintdef(oid) from '< \D*(\d+)')
        from pg_constraint where conrelid = 'event_1'::regclass and conname = 'event_positions'));
end
$$;

alter table event_1 drop constraint event_positions;

-- Rows are never changed: they are frozen with the first vacuum after they came, and a full partition needs no other. What is set
-- here is copied to each later partition.
alter table event_1 set (autovacuum_freeze_min_age = 0);
