-- A device that was seen going is offline until it is seen later than that, whatever its silence.
alter table device_presence add column offline_since timestamptz;

-- What became of a command is told by its id.
create index registry_command_id on registry_command (command_id);
