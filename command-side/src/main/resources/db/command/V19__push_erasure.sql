-- The erasures of persons of whom something may still wait to be pushed. New; no other table is locked.
create table push_erasure (
    erasure_id  text   primary key,
    customer_id text   not null,
    persons     uuid[] not null
);
