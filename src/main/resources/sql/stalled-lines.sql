-- A delivery written while its predecessor was being finished in another transaction has nobody to wake it, and one
-- that has been called for 90 seconds nobody to report on it: no target's time-out is near that.
with stalled as (
    update delivery set status = 'QUEUED', next_attempt_at = now() + interval '5 minutes'
    where status = 'PENDING'
      and id in (select id from (select distinct on (target, line_id) id, status
                                 from delivery order by target, line_id, seq) as heads
                 where heads.status = 'PENDING' limit 500)
    returning id, target, attempts),
abandoned as (
    update delivery set status = 'QUEUED', next_attempt_at = now() + interval '5 minutes', owner = null
    where id in (select id from delivery
                 where status = 'IN_FLIGHT' and claimed_at < now() - interval '90 seconds'
                 limit 500 for update skip locked)
    returning id, target, attempts)
select id, target, attempts from stalled
union all
select id, target, attempts from abandoned
