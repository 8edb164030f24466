-- Until when a callback asked to be left alone (Retry-After). Adding a nullable column takes the table's lock for a moment
-- and rewrites nothing; there is a row a customer.
alter table push_callback add column not_before timestamptz;

-- What a device's pushes to a customer carry that it belonged to before: punches recorded then may still wait.
create table push_former_device (
    customer_id       text not null,
    sn                text not null,
    service_tag_id    text not null,
    callback_token_id text not null,
    primary key (customer_id, sn)
);
