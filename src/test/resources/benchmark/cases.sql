-- Makes :cases cases of the last three years with events, parcels and stand-by units. Nine of ten are closed after days
-- to weeks; of the last ones many are open. Every hundredth case is another organisation's.
create temporary table made as
select n, lpad(to_hex((extract(epoch from t.opened_at) * 1000)::bigint), 12, '0')
       || '7' || lpad(to_hex(n), 19, '0') as id,
       case when n % 100 = 0 then 'another' else 'demo' end as org_id, t.opened_at, r.*
from generate_series(1, :cases) as n
cross join lateral (select now() - interval '1095 days' * (1 - n / (:cases + 1.0)) as opened_at) as t
cross join lateral (select random() as a, random() as b, random() as c, random() as d, random() as e,
                           random() as f, n as again) as r;

create temporary table timed as
select m.*, id::uuid as case_id,
       opened_at + interval '8 hours' * a + interval '1 hour' as approved_at,
       opened_at + interval '8 hours' * a + interval '3 days' * b as inbound_at,
       opened_at + interval '1 day' + interval '5 days' * b as received_at,
       opened_at + interval '2 days' + interval '12 days' * c * b as repaired_at,
       opened_at + interval '4 days' + interval '14 days' * c as delivered_at,
       opened_at + interval '5 days' + interval '20 days' * c + interval '30 days' * d * d * d as closed_at
from made m;

insert into rma_case (id, org_id, number, external_ref, customer_id, customer_email, site_id, asset_id, site_country,
    language, ticket_id, status, resolution_type, priority, case_type, reason_code, fault_description, fault_codes,
    reported_by, serial_number, product_sku, team, visit_needed, opened_at, due_at, closed_at, warranty_outcome,
    decision_id, message_id, assignee, firmware, csat, status_at, resolved_at, alarms)
select case_id, org_id, 'RMA-' || extract(year from opened_at) || '-' || lpad(n::text, 7, '0'), 'thulium:ticket:' || n,
    'C' || lpad((n::bigint * 7919 % 100000)::text, 6, '0'), 'customer' || n::bigint * 7919 % 100000 || '@example.com',
    'S' || n::bigint * 7907 % 150000, 'A' || n, (array['PL', 'DE', 'GB', 'IT', 'NL'])[1 + (a * 5)::int % 5],
    (array['pl', 'de', 'en'])[1 + n % 3], n::text,
    case when closed_at < now() then 'CLOSED' when delivered_at < now() then 'DELIVERED' when approved_at < now()
        then 'APPROVED' else 'REPORTED' end,
    case when approved_at < now() then
        (array['REPLACE_UNIT', 'REPAIR_ON_SITE', 'REPLACE_PART', 'REFUND'])[1 + n % 4] end,
    (array['normal', 'normal', 'low', 'high', 'urgent'])[1 + n % 5], 'warranty',
    (array['defect', 'defect', 'defect', 'damage', 'missing_part', 'wrong_item', 'other'])[1 + (b * 7)::int % 7],
    'The ' || (array['battery', 'inverter', 'display', 'fan', 'cable', 'gateway'])[1 + (c * 6)::int % 6] || ' '
        || (array['fails', 'is broken', 'is too hot', 'does not charge', 'shows an error'])[1 + (d * 5)::int % 5]
        || ' since ' || (array['Sunday', 'yesterday', 'the update', 'the storm'])[1 + (e * 4)::int % 4]
        || ', noticed by neighbour' || (f * 20000)::int || ' of street' || n * 31 % 200000 || ' with mark' || n,
    case when e < 0.3 then '{}' when e < 0.8 then array['E' || (a * a * 30)::int]
        else array['E' || (a * a * 30)::int, 'E' || 30 + (b * 10)::int] end,
    'installer' || n % 3000, 'SB05M' || lpad(n::text, 9, '0'), 'SKU-' || (e * e * 40)::int, (array['support', 'support',
    'purchasing', 'warehouse'])[1 + n % 4], n % 5 = 0, opened_at,
    opened_at + interval '72 hours' + interval '10 days' * f,
    case when closed_at < now() then closed_at end, 'IN_WARRANTY', case_id, case_id,
    case when f < 0.7 then 'agent' || n % 50 end, '1.' || (d * 5)::int,
    case when closed_at < now() and d < 0.4 then 1 + (c * 4)::int end, opened_at,
    case when delivered_at < now() then delivered_at end, '{}'
from timed;

insert into decision (id, org_id, case_id, message_id, rule_set_version, outcome, explanation, at)
select case_id, org_id, case_id, case_id, 'made', 'IN_WARRANTY', '{}', opened_at from timed;

insert into rma_event (id, org_id, case_id, actor_id, event, from_value, to_value, at)
select (left(id, 13) || e.step || right(id, 18))::uuid, org_id, case_id, 'made', 'status_changed', e.from_value,
    e.to_value, e.at
from timed cross join lateral (values (1, null, 'REPORTED', opened_at), (2, 'REPORTED', 'APPROVED', approved_at),
    (3, 'UNIT_INBOUND', 'RECEIVED', received_at), (4, 'OUTBOUND', 'DELIVERED', delivered_at),
    (5, 'DELIVERED', 'CLOSED', closed_at)) as e(step, from_value, to_value, at)
where e.at < now();

insert into rma_milestone (case_id, org_id, reported_at, approved_at, inbound_at, received_at, repaired_at,
    delivered_at,
    closed_at)
select case_id, org_id, opened_at, case when approved_at < now() then approved_at end,
    case when inbound_at < now() then inbound_at end, case when received_at < now() then received_at end,
    case when repaired_at < now() then repaired_at end, case when delivered_at < now() then delivered_at end,
    case when closed_at < now() then closed_at end
from timed where approved_at < now();

insert into rma_shipment (id, org_id, rma_case_id, case_number, carrier, tracking_number, number, direction, state,
    shipped_at, delivered_at, state_at, poll_at, created_by, created_at)
select (left(id, 13) || s.step || right(id, 18))::uuid, org_id, case_id, n::text,
    (array['dhl', 'dpd', 'ups', 'gls', 'inpost', 'fedex', 'sf-express', 'dhl-parcel-de'])[1 + n % 8],
    'T' || n, 'T' || n,
    s.direction, case when s.delivered_at < now() then 'DELIVERED' else 'IN_TRANSIT' end, s.shipped_at,
    case when s.delivered_at < now() then s.delivered_at end, s.shipped_at, s.shipped_at, 'made', s.shipped_at
from timed cross join lateral (values (1, 'INBOUND_FAULTY', inbound_at, received_at),
    (2, 'OUTBOUND_REPLACEMENT', repaired_at, delivered_at)) as s(step, direction, shipped_at, delivered_at)
where s.shipped_at < now() and s.shipped_at < s.delivered_at and (n % 5 > 0 or s.direction = 'INBOUND_FAULTY')
on conflict do nothing;

insert into rma_standby (id, org_id, rma_case_id, serial_number, product_sku, issued_at, issued_by, returned_at)
select gen_random_uuid(), org_id, case_id, 'STB' || n, 'STB-' || n % 7, approved_at, 'made',
    case when delivered_at < now() then delivered_at end
from timed where n % 30 = 0 and approved_at < now();

insert into product_family (org_id, product_sku, family)
select 'demo', 'SKU-' || n, 'family-' || n % 6 from generate_series(0, 40) as n on conflict do nothing;
insert into product_fleet (org_id, product_sku, firmware, units, counted_at)
select 'demo', 'SKU-' || n, f.firmware, 1000 * (n + 1), now()
from generate_series(0, 40) as n
cross join (values ('all'), ('1.0'), ('1.1'), ('1.2'), ('1.3'), ('1.4'), ('1.5')) as f(firmware)
on conflict do nothing;

drop table made, timed
