-- What labels are ordered by; here lower() is that of the program, which knows all of Unicode.
ALTER TABLE connection ADD COLUMN label_order TEXT NOT NULL DEFAULT '';
UPDATE connection SET label_order = lower(label);

-- All that connections are counted by, in this order, and ordered by beside their age: where filters leave many, this index
-- is read instead of the rows.
CREATE INDEX connection_by_kind ON connection
  (provider, status, owner, method, schema_version, account, label_order, updated_at, tested_at, id, deleted_at)
  WHERE deleted_at IS NULL;
