-- What the field service knows of the unit of a case: the newest report for each serial number that the case has had.
create table rma_asset (
    case_id            uuid        not null,
    serial_number      text        not null,
    org_id             text        not null,
    source             text        not null,
    known              boolean     not null, -- false: asked, and never heard of it
    observed_at        timestamptz not null,
    report             text        not null,
    -- What the case took from it because it had nothing of its own.
    filled_firmware    text,
    filled_fault_codes text[],
    message_id         uuid        not null,
    recorded_at        timestamptz not null,
    primary key (case_id, serial_number)
);

-- Who installed the unit is told of stages too; known from the warranty's registration or entered with the case.
alter table rma_case add column installer_email text;
