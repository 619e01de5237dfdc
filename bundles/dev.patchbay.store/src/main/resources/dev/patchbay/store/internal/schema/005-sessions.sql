-- Sessions of people. The hash of a link stays after its use, so that a second use is known for what it is; sessions that an
-- API key opened have none, and any number of links was not used yet.
CREATE TABLE person_session (
  id TEXT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  link_hash {bytes} UNIQUE,
  key_hash {bytes} UNIQUE,
  api_key_id TEXT,
  account TEXT,
  label TEXT NOT NULL,
  workflow TEXT,
  step TEXT,
  return_to TEXT,
  version BIGINT NOT NULL,
  created_at BIGINT NOT NULL,
  link_until BIGINT NOT NULL,
  opened_at BIGINT,
  seen_at BIGINT NOT NULL,
  mac {bytes} NOT NULL
);
