-- How many units of each product, and of each firmware of it, are known.
with unit as (
    select w.org_id, w.product_id, w.serial, u.cell_firmware, u.bms_firmware
    from warranty_record w left join unit_state u on u.org_id = w.org_id and u.serial = w.serial
    where w.product_id is not null),
counted as (
    select org_id, product_id, firmware, count(distinct serial) as units
    from unit cross join lateral (values ('all'), (cell_firmware), (bms_firmware)) as f(firmware)
    where firmware is not null
    group by org_id, product_id, firmware),
gone as (
    delete from product_fleet p
    where not exists (select from counted c where c.org_id = p.org_id and c.product_id = p.product_sku
                      and c.firmware = p.firmware))
insert into product_fleet as p (org_id, product_sku, firmware, units, counted_at)
select org_id, product_id, firmware, units, now() from counted
order by 1, 2, 3
on conflict (org_id, product_sku, firmware) do update set units = excluded.units, counted_at = excluded.counted_at
