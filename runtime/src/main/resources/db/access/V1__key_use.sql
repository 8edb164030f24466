-- When each API key was last used: a row a key, written at most once a minute by each process. Not from the log: a table that is
-- lost begins anew.
create table key_use (
    key_id       text        primary key,
    last_used_at timestamptz not null
) with (fillfactor = 50);
