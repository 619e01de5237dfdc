-- Times are milliseconds since 1970. {bytes} is the database's type for opaque bytes; {clustered} keeps the rows of a table
-- in its primary key instead of beside it, where the database can: a page less to write for each row.
-- Text is compared by code point: SQLite does so by itself, PostgreSQL in a database with LC_COLLATE "C".

CREATE TABLE vault_key (
  id TEXT NOT NULL PRIMARY KEY,
  sealed {bytes} NOT NULL,
  created_at BIGINT NOT NULL,
  active INTEGER NOT NULL
);

-- Holds one row once the first keys are in: of two hosts that start at once, one inserts it.
CREATE TABLE vault_birth (
  only_row INTEGER NOT NULL PRIMARY KEY
);

CREATE TABLE connection (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT NOT NULL,
  provider TEXT NOT NULL,
  method TEXT NOT NULL,
  label TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  owner TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  version BIGINT NOT NULL,
  granted TEXT NOT NULL,
  kek_id TEXT NOT NULL,
  payload {bytes} NOT NULL,
  mac {bytes} NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  expires_at BIGINT,
  deleted_at BIGINT,
  purge_at BIGINT,
  tested_at BIGINT,
  test_result TEXT
);

-- One index for each set of filters: whatever is asked, a page is read in order from one place, and nothing is sorted.
-- deleted_at stands at their end, so that the walk need not look at the table.
CREATE INDEX connection_by_age ON connection (created_at, id, deleted_at);
CREATE INDEX connection_by_account ON connection (account, created_at, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX connection_by_provider ON connection (provider, created_at, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX connection_by_status ON connection (status, created_at, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX connection_by_account_provider ON connection (account, provider, created_at, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX connection_by_account_status ON connection (account, status, created_at, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX connection_by_provider_status ON connection (provider, status, created_at, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX connection_by_all ON connection (account, provider, status, created_at, id, deleted_at) WHERE deleted_at IS NULL;
CREATE INDEX connection_deleted ON connection (created_at, id, deleted_at) WHERE deleted_at IS NOT NULL;
CREATE INDEX connection_purge ON connection (purge_at, id) WHERE deleted_at IS NOT NULL;

-- The version before the last migration of the values.
CREATE TABLE connection_former (
  id TEXT NOT NULL PRIMARY KEY REFERENCES connection (id),
  account TEXT NOT NULL,
  provider TEXT NOT NULL,
  method TEXT NOT NULL,
  label TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  owner TEXT NOT NULL,
  schema_version INTEGER NOT NULL,
  version BIGINT NOT NULL,
  granted TEXT NOT NULL,
  kek_id TEXT NOT NULL,
  payload {bytes} NOT NULL,
  mac {bytes} NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  expires_at BIGINT,
  deleted_at BIGINT,
  purge_at BIGINT,
  tested_at BIGINT,
  test_result TEXT
);

-- Wrapped data keys, of the current version (kept 0) and of the former (kept 1): without them no version can be opened.
CREATE TABLE connection_key (
  connection_id TEXT NOT NULL REFERENCES connection (id),
  kept INTEGER NOT NULL,
  data_key {bytes} NOT NULL,
  PRIMARY KEY (connection_id, kept)
){clustered};

CREATE TABLE connection_word (
  connection_id TEXT NOT NULL REFERENCES connection (id),
  word TEXT NOT NULL,
  account TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (connection_id, word)
){clustered};

CREATE INDEX connection_word_search ON connection_word (word, account, created_at, connection_id);

CREATE TABLE api_key (
  id TEXT NOT NULL PRIMARY KEY,
  hash {bytes} NOT NULL UNIQUE,
  label TEXT NOT NULL,
  scopes TEXT NOT NULL,
  account TEXT,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  revoked_at BIGINT,
  mac {bytes} NOT NULL
);

CREATE INDEX api_key_by_age ON api_key (created_at, id);

CREATE TABLE provider (
  id TEXT NOT NULL PRIMARY KEY,
  owner TEXT NOT NULL,
  bundle_version TEXT NOT NULL,
  definition TEXT NOT NULL,
  capabilities TEXT NOT NULL,
  seen_at BIGINT NOT NULL,
  mac {bytes} NOT NULL
);

CREATE TABLE bundle (
  symbolic_name TEXT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  content {bytes} NOT NULL,
  providers TEXT NOT NULL,
  installed_by TEXT NOT NULL,
  installed_at BIGINT NOT NULL,
  mac {bytes} NOT NULL
);

CREATE TABLE audit (
  seq BIGINT NOT NULL PRIMARY KEY,
  segment BIGINT NOT NULL,
  happened_at BIGINT NOT NULL,
  caller TEXT NOT NULL,
  caller_label TEXT NOT NULL,
  address TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  account TEXT,
  detail TEXT NOT NULL,
  mac {bytes} NOT NULL
){clustered};

CREATE INDEX audit_by_account ON audit (account, seq);
CREATE INDEX audit_by_subject ON audit (subject, seq);
CREATE INDEX audit_by_action ON audit (action, seq);

-- Repetitions of an entry within its minute, the entry itself not counted.
CREATE TABLE audit_use (
  seq BIGINT NOT NULL PRIMARY KEY,
  repeats BIGINT NOT NULL
);

CREATE TABLE audit_head (
  segment BIGINT NOT NULL PRIMARY KEY,
  first_seq BIGINT NOT NULL,
  last_seq BIGINT NOT NULL,
  previous_mac {bytes} NOT NULL,
  last_mac {bytes} NOT NULL,
  mac {bytes} NOT NULL
);

CREATE TABLE idempotency (
  caller TEXT NOT NULL,
  idempotency_key TEXT NOT NULL,
  body_digest {bytes} NOT NULL,
  result TEXT NOT NULL,
  expires_at BIGINT NOT NULL,
  PRIMARY KEY (caller, idempotency_key)
);

CREATE INDEX idempotency_by_end ON idempotency (expires_at);
