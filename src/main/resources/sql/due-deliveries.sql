-- A retry that is due, or a hand-over whose lease has ended. Retries are always the head of their line. A hand-over
-- that was taken up late may still be under way: that one has the time of its call lease.
with due as (
    update delivery set status = 'QUEUED', next_attempt_at = now() + cast(:#${bean:leases.delivery} as interval),
                        owner = null
    where id in (select id from delivery
                 where next_attempt_at <= now()
                   and (status <> 'IN_FLIGHT' or coalesce(claimed_at, '-infinity')
                                                 < now() - cast(:#${bean:leases.call} as interval))
                 order by next_attempt_at limit 1000 for update skip locked)
    returning id, target, attempts)
select id, target, attempts from due
