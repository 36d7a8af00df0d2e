-- Claims and cases tell each other in the transactions that change them. What nobody looked up yet is brought into step
-- once: the cases that were opened for claims. From now on the case itself does it.
update warranty_claim c set case_id = k.id, case_number = k.number, version = c.version + 1
from rma_case k
where c.wants_case and c.case_id is null and k.org_id = c.org_id
  and k.external_ref = 'warranty:claim:' || c.id;

alter table warranty_claim drop column told_status;
-- They served the look-ups of a timer.
drop index warranty_claim_unlinked;
drop index warranty_claim_open;
