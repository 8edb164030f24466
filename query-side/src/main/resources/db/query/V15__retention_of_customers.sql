-- For how many days a customer's punches are kept; null: for ever. A nullable column is added under ACCESS EXCLUSIVE for a moment, and
-- rewrites nothing; a row a customer.
set local lock_timeout = '5s';

alter table registry_customer add column retention_days integer;

-- A replay compares texts, and those of now have the days.
update registry_customer set settings = left(settings, -1) || ',"retentionDays":null}'
where settings not like '%,"retentionDays":%';

-- A table of two rows a customer.
alter table retention
    drop constraint retention_kind_check,
    add constraint retention_kind_check check (kind in ('attempts', 'excerpts', 'punches'));
