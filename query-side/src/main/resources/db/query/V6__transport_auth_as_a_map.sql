-- What opens transports was kept as a record, with a null for each that stays closed, and is now kept as a map, in the order of
-- its keys. A replay can compare only equal texts.
update registry_device set settings = replace(
    settings,
    format('"transportAuth":%s', settings::json -> 'transportAuth'),
    format('"transportAuth":{%s}', (
        select string_agg(to_json(key)::text || ':' || value::text, ',' order by key collate "C")
        from json_each(settings::json -> 'transportAuth')
        where json_typeof(value) <> 'null')))
-- A text with this escape is JSON that PostgreSQL does not look into.
where settings not like '%\\u0000%';
