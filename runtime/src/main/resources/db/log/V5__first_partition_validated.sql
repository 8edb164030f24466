-- Reads "event" once, so that V6 need not, in a transaction of its own: SHARE UPDATE EXCLUSIVE, beside which everybody reads and
-- appends. About a second a gigabyte.
alter table event validate constraint event_positions;
