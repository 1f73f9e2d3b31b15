//! Columns that change their type.

use migrate_runtime::migration;

use super::Statement;
use super::shop::{SHOP, WAREHOUSE};

pub(super) const STATEMENTS: &[Statement] = &[Statement {
    name: "alter_column_type",
    heads: &[
        &WIDEN,
        &WIDEN_CHECKED,
        &WIDEN_INDEXED,
        &REWRITE,
        &CONVERT,
        &CONVERT_REFERRED,
        &CONVERT_KEY,
        &NARROW,
        &TO_LIST,
        &TO_ZONED,
        &TO_DAY,
        &TO_NUMERIC,
        &DEFAULT_ZONED,
        &ENUM_OF_BOOL,
    ],
}];

migration! {
    /// A longer limit, or none, needs no look at the rows.
    static WIDEN after SHOP as branch;

    alter table customers {
        alter column email type text,
        alter column city type varchar(80),
    }
    alter table orders alter column total type numeric(12, 2);
}

migration! {
    /// A check over the column is taken off, so that it is not verified under the lock.
    static CODES_ARE_UPPER after SHOP as branch;

    alter table orders add check (code = upper(code));
}

migration! {
    /// It comes back not valid, and is validated behind.
    static WIDEN_CHECKED after CODES_ARE_UPPER;

    alter table orders alter column code type text;
}

migration! {
    /// Codes are looked up in lower case.
    static CODES_IN_LOWER_CASE after SHOP as branch;

    create index on orders(lower(code));
}

migration! {
    /// An index over an expression is built again, while nobody can read the table.
    static WIDEN_INDEXED after CODES_IN_LOWER_CASE;

    #[expect(change_column_type, reason = "a small table")]
    alter table orders alter column code type text;
}

migration! {
    /// Every row is written, while nobody can read the table.
    static REWRITE after SHOP as branch;

    #[expect(change_column_type, reason = "a small table")]
    alter table customers alter column points type bigint;
}

migration! {
    /// With a conversion by hand.
    static CONVERT after SHOP as branch;

    alter table customers {
        alter column city drop default,
        #[expect(change_column_type, reason = "a small table, and no value fails")]
        alter column city type bool using city = "Paris",
        alter column city set default false,
    }
    down {
        alter table customers {
            alter column city drop default,
            #[expect(change_column_type, reason = "a small table")]
            alter column city type varchar(40) using case when city then "Paris" end,
            alter column city set default "Paris",
        }
    }
}

migration! {
    /// Numbers of places.
    static PLACES on postgres;

    #[expect(int_primary_key, reason = "to be widened")]
    create table places { id: int primary key }
    create table visits {
        id: bigint primary key,
        place_id: int not null references places(id),
        index (place_id),
    }
    insert into places (id) values (1), (2);
    insert into visits (id, place_id) values (1, 1), (2, 1), (3, 2);
}

migration! {
    /// Foreign keys on either side are looked at again.
    static CONVERT_REFERRED after PLACES;

    #[expect(change_column_type, reason = "small tables")]
    alter table places alter column id type bigint;
    #[expect(change_column_type, reason = "small tables")]
    alter table visits alter column place_id type bigint;
}

migration! {
    /// A short key with rows that refer to it.
    static SHORT_KEYS on postgres, sqlite;

    #[expect(int_primary_key, reason = "to be widened")]
    create table groups { id: int identity primary key, name: text }
    create table members {
        id: bigint identity primary key,
        group_id: bigint not null references groups(id) on delete cascade,
        index (group_id),
    }
    insert into groups (name) values ("a"), ("b");
    insert into members (group_id) values (1), (1), (2);
}

migration! {
    /// The key of a table in use; its sequence goes with it.
    static CONVERT_KEY after SHORT_KEYS;

    #[expect(change_column_type, reason = "a small table")]
    alter table groups alter column id type bigint;
}

migration! {
    /// Every value is looked at.
    static NARROW after SHOP as branch;

    #[expect(change_column_type, lossy_type_change, reason = "no name is longer")]
    alter table customers alter column name type varchar(5);
}

migration! {
    /// One value becomes a list of one.
    static TO_LIST after WAREHOUSE as branch;

    #[expect(change_column_type, reason = "a small table")]
    alter table parcels alter column label type text[] using array[label];
    down {
        #[expect(change_column_type, reason = "a small table")]
        alter table parcels alter column label type varchar(40) using label[1];
    }
}

migration! {
    /// Times without a zone.
    static TIMES after WAREHOUSE as branch;

    #[expect(timestamp_without_time_zone, reason = "to be mended")]
    create table arrivals { id: bigint primary key, at: timestamp }
    insert into arrivals (id, at) values (1, "2026-03-29 02:30"), (2, null);
}

migration! {
    /// The session's zone says what the values mean, so that none is written.
    static TO_ZONED after TIMES;

    alter table arrivals alter column at type timestamptz using at at time zone "UTC";
}

migration! {
    /// Visits have times, keys and checks computed from them.
    static VISITS on postgres;

    create table visits {
        id: bigint identity primary key,
        #[expect(timestamp_without_time_zone, reason = "a test")]
        at: timestamp not null default "2024-02-29 12:00:00",
        n: int not null check (n > 5),
        done: bool not null default false,
        index (date(at)),
        index ((n + 5)),
        check (date(at) > "2020-01-01"),
        exclude using gist (int4range(n, n + 1) with &&),
    }
    insert into visits (n) values (6), (9);
}

migration! {
    /// The server would keep `at` for `date(at)`, and go back with that.
    static TO_DAY after VISITS as branch;

    #[expect(change_column_type, reason = "a test")]
    #[expect(lossy_type_change, reason = "a test")]
    alter table visits alter column at type date;
}

migration! {
    /// The server would keep `n > 5::numeric`, and go back with that.
    static TO_NUMERIC after VISITS as branch;

    #[expect(change_column_type, reason = "a test")]
    #[expect(drop_unique_or_check_constraint, reason = "a test")]
    alter table visits { drop constraint visits_int4range_excl, alter column n type numeric }
}

migration! {
    /// A default stays a timestamp, which each insert reads in the session's zone.
    static DEFAULT_ZONED after VISITS as branch;

    #[expect(drop_unique_or_check_constraint, reason = "a test")]
    alter table visits drop constraint visits_at_check;
    drop index visits_date_idx;
    #[expect(change_column_type, reason = "a test")]
    alter table visits alter column at type timestamptz;
}

migration! {
    /// No cast leads back from the enum to a boolean.
    static ENUM_OF_BOOL after VISITS as branch;

    sql "CREATE TYPE state AS ENUM ('open', 'done')" undo "DROP TYPE state";
    alter table visits alter column done drop default;
    #[expect(change_column_type, reason = "a test")]
    alter table visits alter column done type "state" using case when done then "done"::"state" else "open"::"state" end;
}
