-- Finds the events of a stretch of time. Positions and times rise together, so that a range a block says enough; it costs
-- an append next to nothing.
create index event_recorded_at on event using brin (recorded_at) with (autosummarize = on);
