-- A delivery written while its predecessor was being finished in another transaction has nobody to wake it.
with stalled as (
    update delivery set status = 'QUEUED', next_attempt_at = now() + interval '5 minutes'
    where status = 'PENDING'
      and id in (select id from (select distinct on (target, line_id) id, status
                                 from delivery order by target, line_id, seq) as heads
                 where heads.status = 'PENDING' limit 500)
    returning id, target, attempts)
select id, target, attempts from stalled
