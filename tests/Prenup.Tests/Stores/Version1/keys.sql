BEGIN TRANSACTION;
CREATE TABLE keys (
    name TEXT PRIMARY KEY, hash TEXT NOT NULL UNIQUE, prefix TEXT NOT NULL, project TEXT NOT NULL,
    team TEXT NOT NULL, models TEXT, requests_per_minute INTEGER, tokens_per_minute INTEGER, concurrent INTEGER,
    output_cap INTEGER, created_us INTEGER NOT NULL, revoked_us INTEGER) WITHOUT ROWID;
INSERT INTO keys VALUES('catalogue-prod','sha256:1ec5cb37ac250fdb3f3f05e07f48ab9ec4d9e674ac68e205e5412fd7afe45a7a','pn-OO50','catalogue','search','["gpt-5.5"]',600,400000,64,4096,1795416567918028,NULL);
INSERT INTO keys VALUES('old','sha256:088aa5d61dac1f7705e3b1340b7cbb7ffc41574423b22a74cee176ccec2bd7dd','pn-sqvi','catalogue','',NULL,NULL,NULL,NULL,NULL,1795416567922819,1795416567923973);
COMMIT;
