-- The times of a customer's punches in each block of 4,096 positions, so that a list of a stretch of time reads only the blocks
-- that have any of it. A row of some 60 bytes a customer and block; a block that lost punches to retention keeps its row.
-- A new table, filled from "punch", which is read once and locked against nobody but a change of its structure.
create table punch_block (
    customer_id text        not null,
    block       bigint      not null,
    time_min    timestamptz not null,
    time_max    timestamptz not null,
    primary key (customer_id, block)
) with (fillfactor = 70);

insert into punch_block
select customer_id, position / 4096, min(time), max(time) from punch group by customer_id, position / 4096;
