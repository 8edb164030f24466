-- Prepares the partitions of "punch", "delivery" and "delivery_attempt" (V12). Nothing is rewritten. ACCESS EXCLUSIVE on each for a
-- moment at the end, as nothing is checked yet; a start that does not get it within 5 s fails, and may be tried again. The positions
-- are those that there are, and so many more as come before V12.
set local lock_timeout = '5s';

-- By which old attempts are found. SHARE on "delivery_attempt" while it is built: it is read meanwhile, and not written, while no
-- query side runs. Attempts are few beside punches: about a second a million.
create index delivery_attempt_position on delivery_attempt (position);

do $$
declare
    partition_events constant bigint := 400000000;
    head constant bigint := (select coalesce(max(position), 0) from projection_position);
    big text;
begin
    foreach big in array array ['punch', 'delivery', 'delivery_attempt'] loop
        execute format('alter table %I add constraint partition_positions check (position >= 1 and position < %s) not valid',
            big, ((head + head / 4) / partition_events + 1) * partition_events + 1);
    end loop;
end
$$;

-- Up to which position of the log the rows of a kind were removed, of one customer or ('') of all. A rebuilt read model has them
-- removed again, and so has the copy that a replay compares with.
create table retention (
    kind        text        not null check (kind in ('attempts', 'excerpts')),
    customer_id text        not null,
    position    bigint      not null,
    before_time timestamptz not null,
    primary key (kind, customer_id)
);
