-- What an API key is for, and until when it works: nobody has told of the keys that are there. Nullable columns are added under
-- ACCESS EXCLUSIVE for a moment, and rewrite nothing; a row a key.
set local lock_timeout = '5s';

alter table registry_api_key
    add column purpose text,
    add column expires_at timestamptz;
