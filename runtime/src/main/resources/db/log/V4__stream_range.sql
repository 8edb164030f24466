-- Prepares the partitions of "event" (V6). Nothing is rewritten, and nothing is read but the last position.

-- Where the events of a stream lie in the partitions that are full: a row a stream and partition, so that a stream is read from
-- the partitions that hold it, and not asked for in hundreds. Kept for partitions that are detached, too.
create table stream_range (
    stream         text   not null,
    first_sequence bigint not null,
    last_sequence  bigint not null,
    first_position bigint not null,
    last_position  bigint not null,
    primary key (stream, first_sequence)
);

-- Up to which position stream_range tells of all events.
create table stream_range_end (
    only_row boolean primary key default true check (only_row),
    position bigint  not null
);

insert into stream_range_end (position) values (0);

-- The positions of the first partition: all that there are, and so many more that processes of the version before, which go on
-- appending while V5 reads the table, do not reach its end. ACCESS EXCLUSIVE on "event" for a moment, as nothing is checked yet;
-- a start that does not get it within 5 s fails, and may be tried again.
set local lock_timeout = '5s';

do $$
declare
    partition_events constant bigint := 50000000;
    head constant bigint := (select coalesce(max(position), 0) from event);
begin
    execute format('alter table event add constraint event_positions check (position >= 1 and position < %s) not valid',
        ((head + head / 4) / partition_events + 1) * partition_events + 1);
end
$$;
