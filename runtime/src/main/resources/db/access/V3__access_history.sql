-- The calls of operators, managers and auditors, in a hash chain: the hash of an entry is the SHA-256 of the hash of the entry
-- before it (32 zero bytes before the first) and of the text of its record in UTF-8.
create table access.entry (
    id          bigint primary key,
    at          timestamptz not null,
    -- Of the key, or named by the path of an operator's call.
    customer_id text,
    -- The device that the path names.
    sn          text,
    record      text not null,
    hash        bytea not null
);

create index entry_at on access.entry (at);

-- The newest entry's number and hash, also where the entries before it are no longer kept. Its lock is the order of entries.
create table access.head (
    single boolean primary key default true check (single),
    id     bigint not null,
    hash   bytea not null
);

insert into access.head (id, hash) values (0, decode(repeat('00', 32), 'hex'));
