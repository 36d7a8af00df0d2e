-- A retry that is due, or a lease that ended. Retries are always the head of their line.
with due as (
    update delivery set status = 'QUEUED', next_attempt_at = now() + interval '5 minutes', owner = null
    where id in (select id from delivery
                 where next_attempt_at <= now()
                 order by next_attempt_at limit 1000 for update skip locked)
    returning id, target, attempts)
select id, target, attempts from due
