-- Corrections of punches, and their deliveries. New tables; the others are locked for a moment (ACCESS EXCLUSIVE), as a column with a
-- constant is added and nothing rewritten; a start that does not get them within 5 s fails, and may be tried again.
set local lock_timeout = '5s';

-- A row a correction, by its position in the log: attendance, and the lists of punches, lay them over the punch in that order.
create table punch_correction (
    position     bigint           not null,
    at           timestamptz      not null,
    time         timestamptz,
    local_time   timestamp,
    voided       boolean          not null,
    customer_id  text             not null,
    id           text             not null,
    punch_id     text             not null,
    sn           text collate "C" not null,
    user_id      text collate "C" not null,
    type         text,
    utc_offset   text,
    corrected_by text             not null,
    reason       text             not null,
    primary key (punch_id, position)
);

create index punch_correction_of_user on punch_correction (customer_id, user_id);
create index punch_correction_by_time on punch_correction (customer_id, time, user_id) where time is not null;
create index punch_correction_position on punch_correction (customer_id, position);

-- The punch of each correction that is delivered: in "delivery" the correction's own id stands in the place of a punch's.
create table delivery_correction (
    id          uuid primary key,
    punch_id    uuid not null,
    customer_id text not null
);

create index delivery_correction_of_punch on delivery_correction (punch_id);

-- Whether a callback also wants the corrections of the punches that it wants.
alter table callback_filter add column corrections boolean not null default false;

-- A callback that wanted them before this was noted: the read model of deliveries, which cannot be many by then, is built anew.
do $$
begin
    if exists (select from registry_callback where corrections) then
        truncate delivery, delivery_attempt, callback_filter, callback_state, delivery_count, delivery_device;
        delete from retention where kind in ('attempts', 'excerpts');
        delete from projection_position where name = 'deliveries';
        delete from token_entry where processor_name = 'deliveries';
    end if;
end
$$;

-- A table of two rows a customer.
alter table retention
    drop constraint retention_kind_check,
    add constraint retention_kind_check check (kind in ('attempts', 'excerpts', 'punches', 'corrections'));
