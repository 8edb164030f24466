-- The callers that were lately refused as devices: the newest 1,000, written every few seconds by each process that refuses some.
create table knock (
    sn        text        not null,
    transport text        not null,
    address   text        not null,
    first_at  timestamptz not null,
    last_at   timestamptz not null,
    count     bigint      not null,
    reason    text        not null,
    primary key (sn, transport, address)
) with (fillfactor = 50);
