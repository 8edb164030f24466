-- Which secrets of the vault an event names, and until when they are needed: what is here not, and what is needed no
-- longer, is removed from the vault. Written with the token of the processor "secrets".
create table secret_use (
    secret_id    text primary key,
    -- The device, the callback or the instruction that has it.
    used_by      text not null,
    -- Null while it is in use.
    remove_after timestamptz
);

create index secret_use_used_by on secret_use (used_by);
create index secret_use_remove_after on secret_use (remove_after) where remove_after is not null;

-- What the tables tell and the token are of one moment: the push of an older process, which writes both, waits for it, for the
-- blink of an eye. A start that does not get the lock within 5 s fails, and may be tried again.
set local lock_timeout = '5s';
lock table token_entry in share row exclusive mode;

-- An existing log is not read again: the push knows what is in use at its own position, and from there it goes on. Reads
-- small tables, a row a device and a customer.
insert into secret_use (secret_id, used_by)
select callback_token_id, 'device/' || sn || ' of ' || customer_id from push_device where callback_token_id <> ''
on conflict do nothing;

insert into secret_use (secret_id, used_by)
select secret_id, 'callback/' || customer_id from push_callback where secret_id is not null
on conflict do nothing;

insert into secret_use (secret_id, used_by, remove_after)
select previous_secret_id, 'callback/' || customer_id, previous_until from push_callback
where previous_secret_id is not null and previous_until is not null
on conflict do nothing;

insert into token_entry (processor_name, segment, token, token_type, timestamp)
select 'secrets', segment, token, token_type, timestamp from token_entry
where processor_name = 'push' and token is not null;
