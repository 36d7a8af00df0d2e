-- The lists of open work are empty now and hold thousands of rows a second later. PostgreSQL believes what it counted
-- when they were short, and then reads a long list from end to end for each row that it looks up, until its own
-- housekeeping comes round. So a list that has grown well beyond what is believed is counted at once.
do $$
declare
    list regclass;
    seen bigint;
begin
    foreach list in array array['delivery', 'message_work']::regclass[] loop
        execute format('select count(*) from (select 1 from %s limit 1000) as first_rows', list) into seen;
        if seen > 5 * greatest((select reltuples from pg_class where oid = list), 20) then
            execute format('analyze %s', list);
        end if;
    end loop;
end $$
