-- Tickets that open a stream once, by their hashes: a row goes when its ticket is used, or soon after it has expired. No read model:
-- a rebuild leaves it as it is. A new table: nothing is locked.
create table stream_ticket (
    hash        text        primary key,
    customer_id text        not null,
    key_id      text        not null,
    expires_at  timestamptz not null
);

create index stream_ticket_of_key on stream_ticket (customer_id, key_id);
