-- A wrapped data key lies beside its payload here: neither has a version that is kept.
CREATE TABLE oauth_client (
  id TEXT NOT NULL PRIMARY KEY,
  account TEXT,
  provider TEXT NOT NULL,
  method TEXT NOT NULL,
  label TEXT NOT NULL,
  complete INTEGER NOT NULL,
  version BIGINT NOT NULL,
  kek_id TEXT NOT NULL,
  data_key {bytes} NOT NULL,
  payload {bytes} NOT NULL,
  mac {bytes} NOT NULL,
  created_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL
);

CREATE INDEX oauth_client_by_age ON oauth_client (created_at, id);
CREATE INDEX oauth_client_by_provider ON oauth_client (provider, created_at, id);

-- The client that a connection was made with; no row where it needs none.
CREATE TABLE connection_client (
  connection_id TEXT NOT NULL PRIMARY KEY REFERENCES connection (id),
  client_id TEXT NOT NULL REFERENCES oauth_client (id)
){clustered};

CREATE INDEX connection_client_by_client ON connection_client (client_id, connection_id);

CREATE TABLE connection_token (
  connection_id TEXT NOT NULL PRIMARY KEY REFERENCES connection (id),
  version BIGINT NOT NULL,
  payload {bytes} NOT NULL,
  mac {bytes} NOT NULL,
  issued_at BIGINT NOT NULL,
  expires_at BIGINT
);

-- Without a code: it says who tries and when, nothing that is believed.
CREATE TABLE renewal (
  connection_id TEXT NOT NULL PRIMARY KEY REFERENCES connection (id),
  fence BIGINT NOT NULL,
  lease_until BIGINT NOT NULL,
  holder TEXT NOT NULL,
  attempt {bytes},
  attempted_at BIGINT,
  failures INTEGER NOT NULL,
  due_at BIGINT,
  state TEXT NOT NULL,
  failure TEXT
);

CREATE INDEX renewal_due ON renewal (due_at, connection_id, lease_until) WHERE due_at IS NOT NULL;

-- Hashes that were used up are null: any number of rows may have none.
CREATE TABLE connect_session (
  id TEXT NOT NULL PRIMARY KEY,
  token_hash {bytes} UNIQUE,
  key_hash {bytes},
  correlation_hash {bytes} UNIQUE,
  account TEXT NOT NULL,
  version BIGINT NOT NULL,
  kek_id TEXT NOT NULL,
  data_key {bytes} NOT NULL,
  payload {bytes} NOT NULL,
  mac {bytes} NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);

CREATE INDEX connect_session_by_end ON connect_session (expires_at);

CREATE TABLE step (
  account TEXT NOT NULL,
  workflow TEXT NOT NULL,
  step TEXT NOT NULL,
  provider TEXT,
  shop TEXT,
  connection_id TEXT REFERENCES connection (id),
  bound_at BIGINT,
  updated_at BIGINT NOT NULL,
  PRIMARY KEY (account, workflow, step)
);

CREATE INDEX step_by_connection ON step (connection_id, workflow, step) WHERE connection_id IS NOT NULL;

CREATE TABLE account (
  id TEXT NOT NULL PRIMARY KEY,
  description TEXT NOT NULL,
  version BIGINT NOT NULL,
  mac {bytes} NOT NULL,
  updated_at BIGINT NOT NULL
);
