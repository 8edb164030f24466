-- The people in the identities of punches are hashed with a key from here on, as nobody who reads the table without it shall try user
-- ids. A store of before keeps what it has: the plain hash stays the one of all wall clocks up to the day after tomorrow, so that what
-- is sent again is known, and that processes of the version before may go on beside this start. Nothing is rewritten but the punches
-- of clocks that are further ahead, few, found by the key.
create table identity_key (
    only_row boolean   primary key default true check (only_row),
    key      bytea     not null,
    -- The first wall clock whose punches are entered with the key.
    since    timestamp not null
);

-- 244 random bits of the server's strong source, as 256.
insert into identity_key (key, since)
select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())),
    case when exists (select from punch_identity)
        then date_trunc('day', now() at time zone 'UTC') + interval '2 days' else '-infinity' end;

-- The start of HMAC-SHA-256, as KeyedIdentities makes it.
create function pg_temp.keyed(key bytea, who uuid) returns uuid language plpgsql immutable as $$
declare
    inside  bytea := decode(repeat('36', 64), 'hex');
    outside bytea := decode(repeat('5c', 64), 'hex');
begin
    for i in 0 .. length(key) - 1 loop
        inside := set_byte(inside, i, get_byte(inside, i) # get_byte(key, i));
        outside := set_byte(outside, i, get_byte(outside, i) # get_byte(key, i));
    end loop;
    return encode(substring(sha256(outside || sha256(inside || uuid_send(who))) from 1 for 16), 'hex')::uuid;
end
$$;

update punch_identity set who = pg_temp.keyed(identity_key.key, who)
from identity_key where wall_time >= identity_key.since;
