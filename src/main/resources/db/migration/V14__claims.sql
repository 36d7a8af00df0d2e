-- When the delivery was claimed. It has no index on purpose: a claim is the most frequent change of this table.
alter table delivery add column claimed_at timestamptz;
