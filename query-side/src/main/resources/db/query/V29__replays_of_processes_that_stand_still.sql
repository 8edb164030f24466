-- By which process a replay is worked at, and when that last said so: one that stands still loses it to another. Nullable columns are added
-- under ACCESS EXCLUSIVE for a moment, to a table of some fifty rows.
set local lock_timeout = '5s';

alter table replay
    add column owner    text,
    add column noted_at timestamptz;
