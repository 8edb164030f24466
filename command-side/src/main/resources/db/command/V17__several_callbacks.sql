-- A customer has several callbacks, by name; the one of before is "default".

-- A row a callback: an index over them is built at once, while the table is locked.
alter table push_callback
    add column name        text    not null default 'default',
    -- The devices and types that it wants; null: all.
    add column sns         text[],
    add column types       text[],
    add column corrections boolean not null default false,
    -- When it was set for the first time; null: before this was noted.
    add column since       timestamptz;
alter table push_callback drop constraint push_callback_pkey, add primary key (customer_id, name);

-- A row a device and callback. The new key is built while the table is locked: a second or two for a million devices.
-- Adding columns with a constant rewrites nothing.
alter table push_line
    add column callback text not null default 'default',
    -- The last punch that came while others waited, wanted or not; null: the same as handed.
    add column seen     bigint,
    -- The filters by which the waiting punches were chosen before the one of now: [{"upTo", "sns", "types"}, ..].
    add column earlier  jsonb;
alter table push_line drop constraint push_line_pkey, add primary key (customer_id, callback, sn);

-- May hold every punch of a customer without a callback: nothing is rewritten. The id is that of the delivery, which is the
-- punch's id for the default callback and for a punch that no callback wanted; callback is null for such a punch, and for
-- all deliveries from before this.
alter table push_unsent rename column punch_id to delivery_id;
alter table push_unsent add column callback text;
