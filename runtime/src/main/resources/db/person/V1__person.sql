-- The keys of persons, by which the log and the read models encrypt what tells of them. An erasure takes the key and the hash from its
-- row for good; the row stays, so that the id is known to be of somebody who was erased.
create table person (
    id          uuid        primary key,
    customer_id text        not null,
    -- HMAC-SHA-256 of customer and user id by the search key. Null: erased, or the subject of a text that names nobody for certain.
    user_hash   bytea,
    -- AES-256. Null: erased.
    key         bytea,
    -- Such a text, encrypted by the key, so that an erasure can look for the person in it.
    sealed      bytea,
    created_at  timestamptz not null default now(),
    erased_at   timestamptz,
    unique (customer_id, user_hash)
);

create index person_with_text on person (customer_id, id) where sealed is not null;

-- The key of the hashes: one for the whole store.
create table search_key (
    only_row boolean primary key default true check (only_row),
    key      bytea   not null
);

-- 244 random bits of the server's strong source, as 256.
insert into search_key (key)
select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
