-- The last entry that is no longer kept, so that the first one that is can be checked, and one that is missing before it shows. Null:
-- its hash is not known, as it went before this was noted. Columns are added under ACCESS EXCLUSIVE for a moment, to a table of one row.
set local lock_timeout = '5s';

alter table access.head
    add column forgotten_id bigint not null default 0,
    add column forgotten_hash bytea;

update access.head h set forgotten_id = first.id - 1
from (select coalesce((select min(id) from access.entry), (select id + 1 from access.head)) as id) first;

update access.head set forgotten_hash = decode(repeat('00', 32), 'hex') where forgotten_id = 0;
update access.head set forgotten_hash = hash where forgotten_id = id and id > 0;
