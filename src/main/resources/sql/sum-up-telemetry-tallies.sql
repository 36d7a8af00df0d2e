-- Readers see the rows before or after, never in between.
with gone as (
    delete from telemetry_tally returning org_id, day, kind, delta)
insert into telemetry_tally (org_id, day, kind, delta)
select org_id, day, kind, sum(delta) from gone group by org_id, day, kind
