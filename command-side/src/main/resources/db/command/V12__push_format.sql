-- How a callback wants its punches: in which form, and how many a second at most (null: as many as go).
alter table push_callback
    add column format         text    not null default 'REALTIME',
    add column per_second_max integer;
