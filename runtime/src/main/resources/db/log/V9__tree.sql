-- One Merkle tree over all events, in the order of their positions: the entry of position p has the index p - 1 and is the 32 bytes
-- of SHA-256(record). New tables only: no lock on any other. Nothing is hashed here: the processes bring the tree up to the head of
-- the log after their start, in slices.

-- The right edge of the tree: its size, and the tiles that are not full, one behind the other from the level of the entries up. Of
-- level l it has (size / 256^l) mod 256 hashes. It is found as the log's head is, by its newest version (V3).
create table tree (
    size bigint primary key,
    edge bytea  not null
) with (vacuum_truncate = off);

alter table tree alter edge set storage external;

insert into tree (size, edge) values (0, '');

-- The full tiles, which never change: 256 times 32 bytes. Of level 0 the entries themselves, of which the hashes of the leaves are
-- made; above, the hash of each full tile of the level below.
create table tree_tile (
    level  smallint not null,
    number bigint   not null,
    hashes bytea    not null,
    primary key (level, number)
);

-- Hashes cannot be compressed.
alter table tree_tile alter hashes set storage external;

-- The keys that sign checkpoints, oldest first. The name of the first is that of the log for ever.
create table tree_key (
    number      int         primary key,
    verifier    text        not null,
    secret      text        not null,
    created_at  timestamptz not null,
    -- Until then it signs along with the newer one; null: it is the newest.
    signs_until timestamptz
);

-- Signed checkpoints: all of the last hour, then one a minute, and after a month one an hour for ever.
create table tree_checkpoint (
    size       bigint      primary key,
    signed_at  timestamptz not null,
    -- The newest key that signed it.
    key_number int         not null,
    note       text        not null
);
