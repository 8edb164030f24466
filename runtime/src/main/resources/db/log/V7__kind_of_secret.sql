-- What a secret is for. The data of instructions is here too, as it may hold passwords and card numbers of persons.
-- Takes "access exclusive" for a moment only: a constant default rewrites nothing.
alter table secret add column kind text not null default 'push';
