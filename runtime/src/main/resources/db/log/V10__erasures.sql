-- Counts the erasures of persons, beside the head that each of them moves: whoever has the head knows by it whether keys in its
-- memory may have been destroyed.
--
-- ACCESS EXCLUSIVE on a table of one row, for a moment, in which appends wait; nothing is rewritten. A start that does not get it
-- within 5 s fails, and may be tried again.
set local lock_timeout = '5s';

alter table head add column erasures bigint not null default 0;
