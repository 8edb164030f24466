-- "punch", "delivery" and "delivery_attempt" become tables of partitions by log position, and what each was becomes the first of
-- them, with its indexes. Nothing is rewritten or read: V10 has shown that they hold what they may. ACCESS EXCLUSIVE on each for
-- a moment; a start that does not get it within 5 s fails, and may be tried again.
--
-- An id is unique within a partition. It is unique in all of them because a projection takes each event once.
set local lock_timeout = '5s';

do $$
declare
    big text;
    key text;
    next text;
begin
    foreach big in array array ['punch', 'delivery', 'delivery_attempt'] loop
        select pg_get_constraintdef(oid) into strict key
        from pg_constraint where conrelid = big::regclass and contype = 'p';
        select substring(pg_get_constraintdef(oid) from '< \D*(\d+)') into strict next
        from pg_constraint where conrelid = big::regclass and conname = 'partition_positions';
        execute format('alter table %I rename to %I', big, big || '_1');
        execute format('alter index %I rename to %I', big || '_pkey', big || '_1_pkey');
        execute format('create table %I (like %I) partition by range (position)', big, big || '_1');
        execute format('alter table %I add %s', big, key);
        execute format('alter table %I attach partition %I for values from (1) to (%s)', big, big || '_1', next);
        execute format('alter table %I drop constraint partition_positions', big || '_1');
    end loop;
end
$$;
