-- The lists of open work are empty now and hold thousands of rows a second later. PostgreSQL believes what it counted
-- when they were short, and then reads a long list from end to end for each row that it looks up, until its own
-- housekeeping comes round. So a list that has grown well beyond what is believed is counted at once.
do $$
declare
    list regclass;
    much bigint;
    seen bigint;
begin
    foreach list in array array['delivery', 'message_work']::regclass[] loop
        much := 5 * greatest((select reltuples from pg_class where oid = list), 20);
        -- What is believed to be that long already is not read from end to end.
        continue when much > 100000;
        execute format('select count(*) from (select 1 from %s limit %s) as first_rows', list, much + 1) into seen;
        if seen > much then
            execute format('analyze %s', list);
        end if;
    end loop;
end $$
