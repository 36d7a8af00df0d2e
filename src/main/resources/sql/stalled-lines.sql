-- A delivery that was written while the one before it was being finished in another transaction has nobody to queue
-- it. One whose call lease has ended has nobody who will report on it: no target's time-out is near that.
with stalled as (
    update delivery set status = 'QUEUED', next_attempt_at = now() + cast(:#${bean:leases.delivery} as interval)
    where status = 'PENDING'
      and id in (select id from (select distinct on (target, line_id) id, status
                                 from delivery order by target, line_id, seq) as heads
                 where heads.status = 'PENDING' limit 500)
    returning id, target, attempts),
abandoned as (
    update delivery set status = 'QUEUED', next_attempt_at = now() + cast(:#${bean:leases.delivery} as interval),
                        owner = null
    where id in (select id from delivery
                 where status = 'IN_FLIGHT' and claimed_at < now() - cast(:#${bean:leases.call} as interval)
                 limit 500 for update skip locked)
    returning id, target, attempts)
select id, target, attempts from stalled
union all
select id, target, attempts from abandoned
