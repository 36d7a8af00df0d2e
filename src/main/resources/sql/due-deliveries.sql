-- A retry that is due, or a hand-over that nobody took up. Retries are always the head of their line. Who took one up
-- late may still be calling.
with due as (
    update delivery set status = 'QUEUED', next_attempt_at = now() + interval '5 minutes', owner = null
    where id in (select id from delivery
                 where next_attempt_at <= now()
                   and (status <> 'IN_FLIGHT' or coalesce(claimed_at, '-infinity') < now() - interval '90 seconds')
                 order by next_attempt_at limit 1000 for update skip locked)
    returning id, target, attempts)
select id, target, attempts from due
