-- The punches that nobody sends of himself: recorded while there was no callback, or parked; and those of them, or of the
-- delivered ones, that are being sent again on request. A pure projection of the events, like the push's other tables.
create table push_unsent (
    punch_id    text   primary key,
    customer_id text   not null,
    sn          text   not null,
    sequence    bigint not null,
    status      text   not null check (status in ('never', 'parked', 'requested'))
);

create index push_unsent_of_customer on push_unsent (customer_id, status, sn, sequence);
