-- Prepares the partitions of "punch_identity" (V16), by the wall clock of the punches. Nothing is rewritten. What the table is becomes
-- the partition of all times before a month that is one to two months away; few punches claim to be later, all of them by clocks that
-- are wrong, and these move to a table of their own, found by the key.
--
-- ACCESS EXCLUSIVE on "punch_identity" for a moment at the end, as nothing is checked yet; a start that does not get it within 5 s
-- fails, and may be tried again. From here until V16 a process of the version before, where one goes on beside this start, answers 503
-- to punches of wrong clocks that are ahead of that month: they are sent again later.
set local lock_timeout = '5s';

-- For the times that have no partition: far ahead, or of a partition that was detached.
create table punch_identity_other (like punch_identity including indexes);

do $$
declare
    next constant timestamp := date_trunc('month', now() at time zone 'UTC') + interval '2 months';
    move constant text := 'with moved as (delete from punch_identity where wall_time >= $1 returning *)
        insert into punch_identity_other (wall_time, who, kind) select wall_time, who, kind from moved';
begin
    execute move using next;
    execute format('alter table punch_identity add constraint partition_times check (wall_time < %L) not valid', next);
    -- What came between the two.
    execute move using next;
end
$$;
