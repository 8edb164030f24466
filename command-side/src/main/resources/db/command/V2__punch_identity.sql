-- Which punches are stored, so that the same one is never stored twice, for ever and at a flat cost. Times come first:
-- punches of now land on the same pages of the index, however many years lie behind. Can be rebuilt from the events.
create table punch_identity (
    wall_time timestamp not null,
    -- Who punched where: the first 16 bytes of a SHA-256 over serial number and user id.
    who       uuid      not null,
    kind      text      not null,
    primary key (wall_time, who, kind)
);
