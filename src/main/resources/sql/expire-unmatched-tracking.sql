-- As long as the messages that brought it are kept, in pieces that disturb nobody.
delete from parked_tracking
where id in (select id from parked_tracking
             where parked_at < now() - make_interval(weeks => cast(:#retentionWeeks as integer))
             limit 10000)
