BEGIN TRANSACTION;
CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO meta VALUES('offset',638);
INSERT INTO meta VALUES('schema',1);
INSERT INTO meta VALUES('segment',1);
CREATE TABLE opened (
    attempt INTEGER PRIMARY KEY, exchange INTEGER NOT NULL, ordinal INTEGER NOT NULL, at_us INTEGER NOT NULL,
    key TEXT NOT NULL, project TEXT NOT NULL, team TEXT NOT NULL, model TEXT NOT NULL, offer TEXT NOT NULL,
    account TEXT NOT NULL, cloud INTEGER NOT NULL, dialect INTEGER NOT NULL, operation INTEGER NOT NULL,
    streamed INTEGER NOT NULL, tags TEXT);
INSERT INTO opened VALUES(1,1000001,1,1788264000001000,'catalogue-prod','catalogue','','gpt-5.5','azure-payg','azure-eu',1,1,0,1,NULL);
INSERT INTO opened VALUES(2,1000002,1,1788264000041000,'catalogue-prod','catalogue','','gpt-5.5','azure-payg','azure-eu',1,1,0,1,'{"team":"search"}');
INSERT INTO opened VALUES(3,1000003,1,1788264000042000,'catalogue-prod','catalogue','','gpt-5.5','azure-payg','azure-eu',1,1,1,1,NULL);
CREATE TABLE closed (
    attempt INTEGER PRIMARY KEY, at_us INTEGER NOT NULL, outcome INTEGER NOT NULL, basis INTEGER NOT NULL,
    method TEXT, price TEXT, price_from_us INTEGER, tier TEXT, above_input_tokens INTEGER, cost_pico INTEGER,
    status INTEGER NOT NULL, fault INTEGER NOT NULL, cloud_request TEXT, served_model TEXT, served_tier TEXT,
    stored_id TEXT, first_content_us INTEGER, duration_us INTEGER NOT NULL, text_in INTEGER, text_in_cached INTEGER, text_in_write INTEGER, text_in_write_5m INTEGER, text_in_write_30m INTEGER, text_in_write_1h INTEGER, text_in_write_12h INTEGER, audio_in INTEGER, image_in INTEGER, text_out INTEGER, audio_out INTEGER, image_out INTEGER, reasoning INTEGER, rejected_prediction INTEGER);
INSERT INTO closed VALUES(1,1788264000041000,0,1,NULL,'azure/gpt-5.5',1780315200000000,'default',0,220000000,200,0,'req-1','gpt-5.5-2026-04-23','default','resp_1',12500,40000,120,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,7,NULL,NULL,NULL,NULL);
INSERT INTO closed VALUES(2,1788264000042000,0,1,NULL,'azure/gpt-5.5',1780315200000000,'default',0,NULL,200,0,'req-2','gpt-5.5-2026-04-23','default',NULL,12500,40000,120,0,NULL,NULL,NULL,NULL,NULL,NULL,NULL,7,NULL,NULL,NULL,NULL);
CREATE TABLE stored_objects (
    id TEXT PRIMARY KEY, project TEXT NOT NULL, model TEXT NOT NULL, offer TEXT NOT NULL,
    attempt INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO stored_objects VALUES('resp_1','catalogue','gpt-5.5','azure-payg',1);
CREATE VIEW attempts AS SELECT o.attempt, 'as it was' AS state FROM opened o;
COMMIT;
