-- The lease moves on with the hand-over; several hubs take different rows.
with due as (
    update message_work set postponed = false, next_attempt_at = now() + cast(:#${bean:leases.message} as interval)
    where message_id in (select message_id from message_work
                         where next_attempt_at <= now()
                         order by next_attempt_at limit 1000 for update skip locked)
    returning message_id, source)
select message_id, source from due
