package io.rmahub.rma;

import io.rmahub.rma.api.UnitMovementsView.MovementView;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Where a unit has been: its cases, its parcels, its time as stand-by unit, its use as a part. */
@Component
public final class UnitMovementReadModel {

    private static final String MOVEMENTS = """
            with own as (select id, number, opened_at, closed_at, resolution_type from rma_case
                         where org_id = ? and serial_number = ?)
            select to_jsonb(m) from (
                select opened_at as at, 'case.opened' as movement, number as case_number, null as detail from own
                union all
                select e.at, e.event, o.number, e.detail from rma_event e join own o on o.id = e.case_id
                where e.event like 'shipment.%' and e.detail not like '%STANDBY_%' or e.event = 'unit.received'
                union all
                select closed_at, 'case.closed', number,
                       jsonb_build_object('resolutionType', resolution_type)::text from own where closed_at is not null
                union all
                select s.issued_at, 'standby.issued', c.number,
                       jsonb_build_object('location', s.location, 'expectedBackAt', s.expected_back_at)::text
                from rma_standby s join rma_case c on c.id = s.rma_case_id where s.org_id = ? and s.serial_number = ?
                union all
                select s.returned_at, 'standby.returned', c.number, null
                from rma_standby s join rma_case c on c.id = s.rma_case_id
                where s.org_id = ? and s.serial_number = ? and s.returned_at is not null
                union all
                select p.used_at, 'part.used', c.number, jsonb_build_object('warehouseCode', p.warehouse_code)::text
                from rma_part_usage p join rma_case c on c.id = p.rma_case_id
                where p.org_id = ? and p.serial_number = ?
                union all
                select p.returned_at, 'part.returned', c.number,
                       jsonb_build_object('warehouseCode', p.warehouse_code)::text
                from rma_part_usage p join rma_case c on c.id = p.rma_case_id
                where p.org_id = ? and p.serial_number = ? and p.returned_at is not null) as m
            order by at, movement""";

    private final JdbcTemplate jdbc;

    UnitMovementReadModel(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** In order of time. */
    public List<MovementView> of(String orgId, String serialNumber) {
        return jdbc.query(MOVEMENTS, (row, n) -> JsonRows.readNested(row.getString(1), MovementView.class),
                orgId, serialNumber, orgId, serialNumber, orgId, serialNumber, orgId, serialNumber, orgId,
                serialNumber);
    }
}
