-- What may name a person is kept as its event has it: encrypted by a key, whose id stands beside it. Rows from before this keep theirs in
-- the columns that they had. ACCESS EXCLUSIVE for a moment on each table: columns are added without a default, and nothing is rewritten; a
-- start that does not get the locks within 5 s fails, and may be tried again.
set local lock_timeout = '5s';

-- The person of the punch; null: the punch is of a time before persons had keys.
alter table delivery
    add column person_id    uuid,
    add column first_sealed bytea;

alter table delivery_attempt add column sealed bytea;

-- The delivery whose excerpt the last one is.
alter table delivery_device
    add column last_sealed    bytea,
    add column last_pushed_id uuid,
    add column last_person_id uuid;

alter table registry_rejected
    add column person_id uuid,
    add column sealed    bytea,
    alter column raw    drop not null,
    alter column reason drop not null;

alter table registry_command
    add column person_id uuid,
    add column sealed    bytea;
