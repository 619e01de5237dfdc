-- How long the version before a migration is kept, and which fields were changed since then, names with spaces between.
-- What was kept before this step is kept for thirty days from its last change.
ALTER TABLE connection_former ADD COLUMN kept_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE connection_former ADD COLUMN changed_fields TEXT NOT NULL DEFAULT '';
UPDATE connection_former SET kept_until = updated_at + 2592000000;

CREATE INDEX connection_former_by_end ON connection_former (kept_until, id);
CREATE INDEX connection_former_by_provider ON connection_former (provider, id, kept_until);

-- What the host does for all connections of a provider, some at a time; where it goes on after a crash.
CREATE TABLE provider_work (
  provider TEXT NOT NULL,
  kind TEXT NOT NULL,
  digest TEXT NOT NULL,
  state TEXT NOT NULL,
  after_created_at BIGINT,
  after_id TEXT,
  mac {bytes} NOT NULL,
  PRIMARY KEY (provider, kind)
);
