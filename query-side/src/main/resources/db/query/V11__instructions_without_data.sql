-- The data of an instruction may hold a person's password: nothing shows it any longer. Takes "access exclusive" for a
-- moment only: dropping a column rewrites nothing.
alter table registry_command drop column data;
