-- By what a bundle was trusted when it was accepted, and the key that signed it.
ALTER TABLE bundle ADD COLUMN trust TEXT NOT NULL DEFAULT 'open';
ALTER TABLE bundle ADD COLUMN signer TEXT NOT NULL DEFAULT '';

-- The version before the present one, until the operator or the time closes the way back.
CREATE TABLE former_bundle (
  symbolic_name TEXT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  content {bytes} NOT NULL,
  providers TEXT NOT NULL,
  installed_by TEXT NOT NULL,
  installed_at BIGINT NOT NULL,
  mac {bytes} NOT NULL,
  trust TEXT NOT NULL,
  signer TEXT NOT NULL,
  kept_until BIGINT NOT NULL,
  kept_mac {bytes} NOT NULL
);

-- Bundles that features share, side by side in several versions.
CREATE TABLE library (
  symbolic_name TEXT NOT NULL,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  content {bytes} NOT NULL,
  providers TEXT NOT NULL,
  installed_by TEXT NOT NULL,
  installed_at BIGINT NOT NULL,
  mac {bytes} NOT NULL,
  trust TEXT NOT NULL,
  signer TEXT NOT NULL,
  PRIMARY KEY (symbolic_name, version)
);

CREATE TABLE feature (
  id TEXT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  digest TEXT NOT NULL,
  content {bytes} NOT NULL,
  bundles TEXT NOT NULL,
  installed_by TEXT NOT NULL,
  installed_at BIGINT NOT NULL,
  mac {bytes} NOT NULL
);

-- The key that a symbolic name belongs to; stays when the bundle goes, as the ids of its providers do.
CREATE TABLE bundle_signer (
  symbolic_name TEXT NOT NULL PRIMARY KEY,
  signer TEXT NOT NULL,
  mac {bytes} NOT NULL
);
