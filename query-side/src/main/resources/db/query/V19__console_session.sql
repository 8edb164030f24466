-- Logins of people to the console. Both texts come from the cookie alone: the id is its hash, and the caller's key is encrypted
-- by it, so that neither a dump of this table nor the cookie by itself is of any use. A new table: no lock that anybody waits for.
create table console_session (
    id text primary key,
    -- "operator", or "<customer id>/<key id>".
    caller text not null,
    -- A login that was handed out and not yet used: good for one session.
    once boolean not null,
    sealed text not null,
    started_at timestamptz not null,
    used_at timestamptz not null
);

create index console_session_of_caller on console_session (caller, started_at);
create index console_session_by_start on console_session (started_at);
