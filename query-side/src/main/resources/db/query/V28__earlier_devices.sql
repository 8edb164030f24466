-- Whose each device was, and when it was seen going: what is asked of the presence as of an earlier moment would otherwise have to be
-- looked for in all events of a device. New tables, and ACCESS EXCLUSIVE for a moment on "device_presence", a row a device; a start that
-- does not get it within 5 s fails, and may be tried again.
set local lock_timeout = '5s';

-- A row for each time that a device was registered or changed.
create table device_earlier (
    sn                    text collate "C" not null,
    position              bigint           not null,
    customer_id           text             not null,
    label                 text             not null,
    offline_after_seconds integer          not null,
    primary key (sn, position)
);

create index device_earlier_of_customer on device_earlier (customer_id, sn);

-- A row for each time that a device was seen going.
create table device_departure (
    sn       text collate "C" not null,
    position bigint           not null,
    at       timestamptz      not null,
    primary key (sn, position)
);

-- The read model of presence is made anew from the events. Where the first of them are archived it stays, and tells of earlier moments
-- only from now on.
do $$
declare
    first bigint := 1;
begin
    if to_regclass('log.event') is not null then
        select coalesce(min(position), 1) into first from log.event;
    end if;
    if first = 1 then
        truncate device_presence;
        delete from projection_position where name = 'presence';
        delete from token_entry where processor_name = 'presence';
        if to_regclass('log.dead_letter') is not null then
            delete from log.dead_letter where processing_group = 'presence';
        end if;
    else
        insert into device_earlier (sn, position, customer_id, label, offline_after_seconds)
        select sn, (select position from projection_position where name = 'presence'), customer_id, label,
            offline_after_seconds
        from device_presence;
    end if;
end
$$;
