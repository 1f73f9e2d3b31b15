//! Histories whose names and types go back and forth: serials that are touched, renamed and
//! dropped, not nulls that keep their names, and what is computed from columns that change
//! their type. Each way back leads to the schema that was there; they must not know how that
//! is seen.

use migrate_runtime::{Migration, migration};

/// The last migration of each.
pub(crate) static HEADS: &[&Migration] = &[
    &SERIALS_5,
    &DEFAULTS_4,
    &DAYS_2,
    &WIDTHS_3,
    &KINDS_2,
    &REQUIRED_6,
];

migration! {
    /// Serials.
    #![allow(
        serial_type, int_primary_key, rename_column, rename_table, drop_column, drop_table,
        change_column_type, lossy_type_change, drop_not_null, set_not_null_unproven,
        table_without_primary_key, timestamp_without_time_zone, ddl_with_dml,
        multiple_tables_locked, drop_unique_or_check_constraint
    )]
    static SERIALS_0 on postgres;
    create table s { id: serial primary key, n: bigserial unique, m: smallserial, k: int }
}

migration! {
    /// Renamed, and called no more.
    static SERIALS_1 after SERIALS_0;
    rename table s to s_old;
    alter table s_old rename column n to nn;
    alter table s_old alter column nn drop default;
    alter table s_old alter column m drop not null;
    alter table s_old alter column m set default 5;
}

migration! {
    /// Types, and a table of the old name.
    static SERIALS_2 after SERIALS_1;
    alter table s_old alter column nn type text;
    alter table s_old alter column m type bigint;
    create table s { id: serial primary key, n: serial, m: serial not null }
}

migration! {
    /// Dropped, and renamed once more.
    static SERIALS_3 after SERIALS_2;
    alter table s_old { drop column nn, drop column m }
    alter table s rename column n to q;
    alter table s alter column q drop not null;
}

migration! {
    /// Dropped and renamed.
    static SERIALS_4 after SERIALS_3;
    alter table s drop column q;
    rename table s to t;
    alter table t rename column m to mm;
}

migration! {
    /// Nothing is left.
    static SERIALS_5 after SERIALS_4;
    drop table t;
    drop table s_old;
}

migration! {
    /// No numbers.
    static DEFAULTS_0 after SERIALS_0 as branch;
    alter table s alter column n drop default;
    alter table s alter column m drop default;
    alter table s alter column m drop not null;
}

migration! {
    /// Numbers again.
    static DEFAULTS_1 after DEFAULTS_0;
    alter table s alter column n set default nextval("s_n_seq");
    alter table s alter column m set default 3;
    rename table s to z;
}

migration! {
    /// Renamed, and no numbers.
    static DEFAULTS_2 after DEFAULTS_1;
    alter table z rename column n to nnn;
    alter table z alter column nnn drop default;
}

migration! {
    /// Numbers of the old sequence.
    static DEFAULTS_3 after DEFAULTS_2;
    alter table z alter column nnn set default nextval("s_n_seq");
    alter table z drop column m;
}

migration! {
    /// Neither required nor there.
    static DEFAULTS_4 after DEFAULTS_3;
    alter table z alter column nnn drop default;
    alter table z alter column nnn drop not null;
    alter table z drop column nnn;
}

migration! {
    /// Whatever is computed from a column.
    #![allow(
        serial_type, int_primary_key, rename_column, rename_table, drop_column, drop_table,
        change_column_type, lossy_type_change, drop_not_null, set_not_null_unproven,
        table_without_primary_key, timestamp_without_time_zone, ddl_with_dml,
        multiple_tables_locked, drop_unique_or_check_constraint
    )]
    static DAYS_0 on postgres;
    create table e {
        id: bigint identity primary key,
        at: timestamp not null default "2024-01-02 03:04:05",
        d: date default "2024-01-02",
        n: int default 3 check (n > 0),
        s: varchar(20) default "abc",
        t: text,
        j: json,
        u: numeric(10, 2) default 1.5,
        b: bigint,
    }
    create index on e((date(at)));
    create index on e((d + 1));
    create index e_low on e(lower(s), t) where t is not null and s <> "x";
    create index on e((n * 2), (b % 3));
    create index on e((coalesce(s, "none")));
    create index on e((s || t));
    create unique index on e((u + 1)) where u > 3;
    alter table e add constraint lens check (length(s) < 20 and t <> "q");
    alter table e add constraint later check (at > "2000-01-01" and d > "2000-01-01");
}

migration! {
    /// Days.
    static DAYS_1 after DAYS_0 as branch;
    alter table e alter column at type date;
}

migration! {
    /// Moments.
    static DAYS_2 after DAYS_1;
    alter table e alter column at type timestamp;
}

migration! {
    /// Wider ones.
    static WIDTHS_1 after DAYS_0 as branch;
    alter table e alter column n type bigint;
    alter table e alter column b type int;
    alter table e alter column s type text;
    alter table e alter column u type double;
    alter table e alter column t type varchar(10);
}

migration! {
    /// Others.
    static WIDTHS_2 after WIDTHS_1;
    alter table e alter column n type smallint;
    alter table e alter column b type numeric;
    alter table e alter column s type char(10);
    alter table e alter column u type real;
    alter table e alter column t type text;
}

migration! {
    /// The first ones again.
    static WIDTHS_3 after WIDTHS_2;
    alter table e alter column n type int;
    alter table e alter column b type bigint;
    alter table e alter column s type varchar(20);
    alter table e alter column u type numeric(10, 2);
}

migration! {
    /// Moments, documents, fractions.
    static KINDS_1 after DAYS_0 as branch;
    drop index e_expr_idx;
    alter table e alter column d type timestamp;
    alter table e alter column j type jsonb;
    alter table e alter column n type numeric(6, 2);
}

migration! {
    /// Days, texts, integers.
    static KINDS_2 after KINDS_1;
    alter table e alter column d type date;
    alter table e alter column j type json;
    alter table e alter column n type int;
}

migration! {
    /// A check in the way.
    #![allow(
        serial_type, int_primary_key, rename_column, rename_table, drop_column, drop_table,
        change_column_type, lossy_type_change, drop_not_null, set_not_null_unproven,
        table_without_primary_key, timestamp_without_time_zone, ddl_with_dml,
        multiple_tables_locked, drop_unique_or_check_constraint, add_required_column,
        unbatched_backfill, drop_primary_key
    )]
    static REQUIRED_0 on postgres;
    create table t { a: int not null, b: int not null, c: int, constraint t_c_not_null check (c > 0) }
}

migration! {
    /// The name of a not null stays.
    static REQUIRED_1 after REQUIRED_0;
    alter table t rename column b to b_old;
    alter table t add column b: int;
    alter table t alter column b_old drop not null;
}

migration! {
    /// The next number.
    static REQUIRED_2 after REQUIRED_1;
    alter table t alter column b set not null;
    alter table t alter column b_old set not null;
    alter table t alter column c set not null;
}

migration! {
    /// A table of the old name.
    static REQUIRED_3 after REQUIRED_2;
    rename table t to t_old;
    create table t { a: int not null, b: int not null }
    alter table t_old drop column b_old;
}

migration! {
    /// A key over them.
    static REQUIRED_4 after REQUIRED_3;
    alter table t_old add primary key (a, b);
    alter table t_old rename constraint t_c_not_null to cc;
    alter table t_old rename column a to aa;
    alter table t_old add column a: int;
}

migration! {
    /// No key.
    static REQUIRED_5 after REQUIRED_4;
    alter table t_old drop constraint t_old_pkey;
    alter table t_old drop column aa;
    drop table t;
}

migration! {
    /// The old name.
    static REQUIRED_6 after REQUIRED_5;
    alter table t_old drop column b;
    rename table t_old to t;
}
