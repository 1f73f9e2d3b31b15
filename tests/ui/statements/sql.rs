//! SQL as people type it first: the help says the same in the words of the language.

use migrate_runtime::migration;

migration! {
    /// Tables.
    pub static TABLES on postgres 14;

    create table users { id: bigint identity primary key, name: text, k: int, "full name": text }
    create table teams { id: bigint identity primary key }
    create index users_name on users(name);
}
migration! {
    /// Tables of SQL.
    pub static CREATED after TABLES;

    CREATE TABLE IF NOT EXISTS people (
        id BIGSERIAL PRIMARY KEY,
        name VARCHAR(40) NOT NULL DEFAULT "nobody",
        team_id BIGINT REFERENCES teams(id) ON DELETE CASCADE,
        born TIMESTAMP WITH TIME ZONE DEFAULT NOW(),
        price DECIMAL(10,2) DEFAULT -1,
        tags TEXT[],
        "unit price" NUMERIC CHECK ("unit price" >= 0),
        CONSTRAINT named CHECK (length(name) > 1),
        UNIQUE (team_id, "unit price")
    );
    create table of_mysql (
        id int(11) unsigned not null auto_increment primary key,
        size enum("s", "m"),
        happened datetime,
        label nvarchar(20),
        key by_size (size),
        unique key (label)
    ) engine = InnoDB default charset = utf8mb4;
    CREATE TABLE copies AS SELECT * FROM users;
    CREATE TABLE parts (id BIGINT NOT NULL, at DATE) PARTITION BY RANGE (at);
    CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (1) TO (2);
    CREATE TABLE stored ("a b" BIGINT PRIMARY KEY, UNIQUE ("a b")) WITH (fillfactor = 70);
    CREATE TEMPORARY TABLE scratch (id BIGINT);
    CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS u ON users USING btree (lower(name), "full name");
}
migration! {
    /// Changes of SQL.
    pub static CHANGED after TABLES as branch;

    ALTER TABLE ONLY users ADD CONSTRAINT u UNIQUE (name);
    ALTER TABLE users ADD COLUMN email TEXT NOT NULL DEFAULT "", ADD phone VARCHAR(20) UNIQUE;
    ALTER TABLE users ALTER name SET DATA TYPE VARCHAR(20);
    ALTER TABLE users ALTER name SET NOT NULL;
    ALTER TABLE users DROP k;
    ALTER TABLE users RENAME name TO nick;
    ALTER TABLE users RENAME TO customers;
    ALTER TABLE users MODIFY COLUMN name VARCHAR(20);
    ALTER TABLE users CHANGE k kk INT;
    ALTER TABLE users ADD INDEX (k);
    ALTER TABLE users ADD UNIQUE KEY by_k (k);
    ALTER TABLE users OWNER TO bob;
    ALTER TABLE users ENABLE ROW LEVEL SECURITY;
    ALTER INDEX users_name RENAME TO by_name;
    DROP INDEX CONCURRENTLY users_name;
    DROP TABLE IF EXISTS users, teams;
    DROP COLUMN name;
    COMMENT ON COLUMN users.name IS "the whole";
    TRUNCATE TABLE teams;
    INSERT OR IGNORE INTO users (name) VALUES ("x");
    UPDATE users k = -1 WHERE name = 'x';
    DELETE users WHERE k < 0;
}
migration! {
    /// What the language lacks.
    pub static RAW after TABLES as branch;

    CREATE TYPE mood AS ENUM ("happy", "sad");
    CREATE EXTENSION IF NOT EXISTS citext;
    CREATE VIEW "Names" AS SELECT name FROM users WHERE k IS NOT NULL AND name <> "it's";
    CREATE OR REPLACE VIEW names AS SELECT name FROM users;
    CREATE OR REPLACE TABLE users (id BIGINT);
    CREATE SEQUENCE numbers START 5;
    CREATE POLICY own ON users USING (k = 1);
    CREATE ROLE bob;
    CREATE DATABASE shop;
    GRANT SELECT, INSERT ON users TO bob;
    REFRESH MATERIALIZED VIEW totals;
    MERGE INTO users USING teams ON users.id = teams.id WHEN MATCHED THEN DELETE;
    ANALYZE users;
    VACUUM users;
    EXPLAIN SELECT 1;
    SHOW search_path;
    SET search_path = app;
    LOCK TABLE users;
    COPY users FROM STDIN;
    PRAGMA foreign_keys = on;
    USE shop;
}

fn main() {}
