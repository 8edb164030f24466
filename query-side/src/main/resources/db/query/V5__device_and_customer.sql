-- The projection "registry" became two, "device" and "customer". Both go on where it stood.
insert into projection_position (name, position)
select feature, position
from projection_position cross join unnest(array ['device', 'customer']) as feature
where name = 'registry';

insert into token_entry (processor_name, segment, token, token_type, timestamp)
select feature, segment, token, token_type, timestamp
from token_entry cross join unnest(array ['device', 'customer']) as feature
where processor_name = 'registry';

delete from projection_position where name = 'registry';
delete from token_entry where processor_name = 'registry';

-- By which the projection finds the newest instruction of an id. Unique, so that a replay's copy of the table has it too.
drop index registry_command_id;
create unique index registry_command_id on registry_command (command_id, position);

-- Settings were kept with their maps in any order, and are now kept in the order of the keys, so that a replay can compare them.
do $$
declare map text;
begin
    foreach map in array array ['states', 'inputs'] loop
        update registry_device set settings = replace(
            settings,
            format('"%s":%s', map, settings::json -> map),
            format('"%s":{%s}', map, (
                select string_agg(to_json(key)::text || ':' || value::text, ',' order by key collate "C")
                from json_each(settings::json -> map))))
        -- A text with this escape is JSON that PostgreSQL does not look into.
        where settings not like '%\\u0000%';
    end loop;
end
$$;
