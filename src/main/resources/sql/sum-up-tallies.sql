-- Readers see the rows before or after, never in between.
with gone as (
    delete from ledger_tally returning org_id, source, state, delta)
insert into ledger_tally (org_id, source, state, delta)
select org_id, source, state, sum(delta) from gone group by org_id, source, state
