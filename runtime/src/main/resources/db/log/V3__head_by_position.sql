-- Lets an append find the head by its position. While a snapshot stays open (a dump, a replay) no version of the row is
-- tidied up, and there are as many as appends since: without an index each append reads all of them, and a key over
-- only_row would compare each new version with all of them. Every version has a position of its own.
--
-- ACCESS EXCLUSIVE on a table of one row, for a moment, in which appends wait; a start that does not get it within 5 s fails,
-- and may be tried again.
set local lock_timeout = '5s';

alter table head drop constraint head_pkey, add primary key (position);

-- Vacuum, at each of its rounds, keeps what it frees for the next versions: giving pages back would lock out appends.
alter table head set (fillfactor = 100, vacuum_truncate = off);
