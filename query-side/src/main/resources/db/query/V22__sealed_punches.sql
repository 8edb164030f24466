-- What is personal of a punch, and of a correction, becomes one ciphertext a row, copied from the event; whom it is of, an id that
-- tells nothing. Both tables are made anew and empty, and the projection "attendance" begins at the log's first event: what they held
-- is told by the events. ACCESS EXCLUSIVE on each until the script ends, which is a moment; a start that does not get it within 5 s
-- fails, and may be tried again. The pairing rules stay as they are, and are written again.
set local lock_timeout = '5s';

drop table punch, punch_correction;

delete from projection_position where name = 'attendance';
delete from token_entry where processor_name = 'attendance';
delete from retention where kind in ('punches', 'corrections');

-- What was set aside of these events comes again with the others.
do $$
begin
    if to_regclass('log.dead_letter') is not null then
        delete from log.dead_letter where processing_group = 'attendance';
    end if;
end
$$;

-- The fixed columns are first, so that none is padded. Punches are never updated here.
create table punch (
    position      bigint           not null,
    time          timestamptz      not null,
    local_time    timestamp        not null,
    recorded_at   timestamptz      not null,
    id            uuid             not null,
    person_id     uuid             not null,
    clock_suspect boolean          not null,
    customer_id   text             not null,
    sn            text collate "C" not null,
    utc_offset    text             not null,
    type          text,
    state_raw     text,
    input_type    text             not null,
    input_raw     text,
    transport     text             not null,
    -- The user id, the time as text, location, temperature and mask, as JSON: sealed by the key of the person, or in plain of an
    -- event that was stored before there were keys. One of both is null.
    sealed        bytea,
    personal      text,
    -- Serves the list, whose cursor is the position.
    primary key (customer_id, position)
) partition by range (position);

create table punch_1 (like punch including all);

-- An id is unique within a partition, and in all of them because the projection takes each event once.
create unique index on punch_1 (id);
create index on punch_1 (sn, position);
create index on punch_1 (customer_id, person_id, time);
create index on punch_1 (customer_id, time, position);
create index on punch_1 (customer_id, type, transport, position);
-- By which an erasure finds texts that are in plain; without such events it is empty. It is unique so that a replay's copy has it, too.
create unique index on punch_1 (person_id, position) where personal <> '{}';

alter table punch attach partition punch_1 for values from (1) to (400000001);

-- A row a correction, by its position in the log: attendance, and the lists of punches, lay them over the punch in that order.
create table punch_correction (
    position     bigint           not null,
    at           timestamptz      not null,
    time         timestamptz,
    local_time   timestamp,
    id           uuid             not null,
    punch_id     uuid             not null,
    person_id    uuid             not null,
    voided       boolean          not null,
    customer_id  text             not null,
    sn           text collate "C" not null,
    type         text,
    utc_offset   text,
    corrected_by text             not null,
    -- The user id and the reason, as of a punch.
    sealed       bytea,
    personal     text,
    primary key (punch_id, position)
);

create index punch_correction_of_person on punch_correction (customer_id, person_id);
create index punch_correction_by_time on punch_correction (customer_id, time, person_id) where time is not null;
create index punch_correction_position on punch_correction (customer_id, position);
create unique index punch_correction_plain on punch_correction (person_id, position) where personal <> '{}';
