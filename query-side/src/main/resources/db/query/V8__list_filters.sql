-- An index for each filter of the lists that had none. They are built beside readers and writers (CONCURRENTLY: no lock that
-- either waits for, SHARE UPDATE EXCLUSIVE), which takes some minutes per 100 million rows. One that was broken off is dropped first.

-- Punches of a type, or of a transport: both are few, so that a list of either merges the other's kinds, and one index serves
-- both. Some 90 bytes a punch.
drop index concurrently if exists punch_of_kind;
create index concurrently punch_of_kind on punch (customer_id, type, transport, position);

-- Of deliveries only those that failed have a place in these.
drop index concurrently if exists delivery_retrying;
create index concurrently delivery_retrying on delivery (customer_id, position) where status = 'pending' and attempts > 0;
drop index concurrently if exists delivery_tried;
create index concurrently delivery_tried on delivery (customer_id, position, attempts) where attempts > 1;
