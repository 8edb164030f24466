-- "punch_identity" becomes a table of partitions by the wall clock of the punches, and what it was becomes the first of them, with its
-- key. The wall clock is part of the key, so that equal punches are always in the same partition, and a key is unique in all of them.
--
-- Reads the table once (SHARE UPDATE EXCLUSIVE, beside which it is read and written; about a second a gigabyte), and rewrites nothing.
-- Then ACCESS EXCLUSIVE for a moment; a start that does not get it within 5 s fails, and may be tried again.
set local lock_timeout = '5s';

alter table punch_identity validate constraint partition_times;

alter table punch_identity rename to punch_identity_1;
alter index punch_identity_pkey rename to punch_identity_1_pkey;

create table punch_identity (
    wall_time timestamp not null,
    -- Who punched where: the first 16 bytes of a SHA-256 over serial number and user id.
    who       uuid      not null,
    kind      text      not null,
    primary key (wall_time, who, kind)
) partition by range (wall_time);

do $$
begin
    execute format('alter table punch_identity attach partition punch_identity_1 for values from (minvalue) to (%L)', (
        select substring(pg_get_constraintdef(oid) from '''([^'']+)''')
        from pg_constraint where conrelid = 'punch_identity_1'::regclass and conname = 'partition_times'));
end
$$;

alter table punch_identity_1 drop constraint partition_times;

-- With it no append ever lacks a partition. It holds next to nothing, so that it is soon read where a month is made (IdentityPartitions).
alter table punch_identity attach partition punch_identity_other default;

-- Rows are never changed: they are frozen with the first vacuum after they came.
alter table punch_identity_1 set (autovacuum_freeze_min_age = 0);
