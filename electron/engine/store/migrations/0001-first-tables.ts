/** The tables of a snapshot. Times are ISO 8601 or NULL, durations seconds; what is not known is NULL. */
export const firstTables = {
  version: 1,
  sql: `
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE column_chunk (name TEXT, part INTEGER, data BLOB NOT NULL, PRIMARY KEY (name, part));
CREATE TABLE workspace (id TEXT PRIMARY KEY, name TEXT, created_at TEXT, as_of TEXT, is_demo INTEGER) WITHOUT ROWID;
CREATE TABLE tenant (id TEXT PRIMARY KEY, vendor TEXT, name TEXT) WITHOUT ROWID;
CREATE TABLE identity (
  id TEXT PRIMARY KEY, kind TEXT, vendor_kind TEXT, name TEXT, tenant TEXT REFERENCES tenant (id), external_id TEXT,
  status TEXT, environment TEXT, owner TEXT, owner_state TEXT, on_behalf_of TEXT, customers INTEGER,
  scopes_granted INTEGER, scopes_used INTEGER, lifetime_seconds REAL, never_ends INTEGER,
  created_at TEXT, last_used_at TEXT, last_used_reason TEXT, expires_at TEXT, never_expires INTEGER, rotated_at TEXT,
  score INTEGER, score_low INTEGER, score_high INTEGER, confidence REAL, band TEXT, power REAL, exposure REAL,
  findings INTEGER, built_in INTEGER, first_seq INTEGER, seq INTEGER
) WITHOUT ROWID;
CREATE TABLE credential (
  identity TEXT REFERENCES identity (id), id TEXT, kind TEXT, vendor_kind TEXT, status TEXT, fingerprint TEXT,
  created_at TEXT, rotated_at TEXT, expires_at TEXT, last_used_at TEXT, binding TEXT
);
CREATE TABLE grant_scope (
  identity TEXT REFERENCES identity (id), grant_id TEXT, resource TEXT, api TEXT, scope TEXT, last_used_at TEXT,
  on_behalf_of TEXT, subjects INTEGER, consent TEXT, offline INTEGER, origin TEXT
);
CREATE TABLE delegation (kind TEXT, from_id TEXT, to_id TEXT);
CREATE TABLE activity (
  at TEXT, human TEXT, live INTEGER, agents TEXT, client TEXT, action TEXT, object TEXT, decision TEXT, reason TEXT,
  trace TEXT, tenant TEXT, journal_seq INTEGER
);
CREATE TABLE journal (
  seq INTEGER PRIMARY KEY, at TEXT, human TEXT, agent TEXT, client TEXT, action TEXT, object TEXT, decision TEXT, hash TEXT
);
`,
} as const;
