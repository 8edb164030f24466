-- Reads the tables once, so that V12 need not: SHARE UPDATE EXCLUSIVE, beside which they are read and written. About a second a
-- gigabyte.
alter table punch validate constraint partition_positions;
alter table delivery validate constraint partition_positions;
alter table delivery_attempt validate constraint partition_positions;
