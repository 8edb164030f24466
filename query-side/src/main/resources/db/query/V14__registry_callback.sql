-- A customer may have several callbacks; the one that it had is named "default". Small tables: ACCESS EXCLUSIVE on the customers'
-- for a moment.
set local lock_timeout = '5s';

create table registry_callback (
    customer_id     text             not null,
    name            text collate "C" not null,
    url             text             not null,
    retry_schedule  text,
    format          text             not null,
    per_second_max  integer,
    filter          text             not null,
    corrections     boolean          not null,
    state           text             not null,
    reason          text,
    next_attempt_at timestamptz,
    degraded_since  timestamptz,
    degraded_reason text,
    primary key (customer_id, name)
);

insert into registry_callback
select id, 'default', callback_url, retry_schedule, coalesce(callback_format, 'REALTIME'), per_second_max,
    '{"sns":[],"types":[]}', false, callback_state, callback_reason, next_attempt_at, degraded_since, degraded_reason
from registry_customer
where callback_url is not null;

alter table registry_customer
    drop column callback_url,
    drop column retry_schedule,
    drop column callback_state,
    drop column callback_reason,
    drop column next_attempt_at,
    drop column callback_format,
    drop column per_second_max,
    drop column degraded_since,
    drop column degraded_reason;
