//! Defaults of columns that changed their type: the server keeps what it read as a value of
//! the type before.

use migrate_runtime::migration;

use super::Statement;

pub(super) const STATEMENTS: &[Statement] = &[Statement {
    name: "kept_default",
    heads: &[&OTHER_KINDS, &NO_KINDS, &OTHER_LIMITS, &NO_LIMITS],
}];

migration! {
    /// Times and values of other kinds, each with a constant default.
    static KINDS on postgres;

    #[expect(timestamp_without_time_zone, json_type, reason = "to be changed")]
    create table kinds {
        id: bigint primary key,
        day: date default "2024-02-29",
        night: date default "2024-02-29",
        at: timestamp default "2024-02-29 12:00:00.123456",
        exact: timestamp(3) default "2024-02-29 12:00:00.123456",
        moment: timestamptz default "2024-02-29 12:00:00+02",
        hour: time default "12:00",
        local: timetz default "12:00+02",
        days: timestamp[] default "{2024-02-29 12:00:00}",
        doc: json default "{\"a\": 1}",
        net: cidr default "10.0.0.0/8",
        share: real default "1.1",
        tags: varchar(5)[] default "{ab}",
    }
    insert into kinds (id, at, local) values (1, "2024-02-29 12:00:00.123", null);
}

migration! {
    /// What was read as one kind is converted by each insert.
    static OTHER_KINDS after KINDS;

    #[expect(change_column_type, lossy_type_change, timestamp_without_time_zone, reason = "a test")]
    alter table kinds {
        alter column day type timestamptz,
        alter column night type timestamp,
        alter column at type timestamptz(3),
        alter column exact type timestamptz,
        alter column moment type timestamp,
        alter column hour type timetz,
        alter column local type time,
        alter column days type timestamptz[],
        alter column doc type jsonb,
        alter column net type inet,
        alter column share type double,
        alter column tags type text[],
    }
}

migration! {
    /// A column that comes back has the default that it had.
    static NO_KINDS after OTHER_KINDS;

    #[expect(drop_column, reason = "a test")]
    alter table kinds {
        drop column day,
        drop column night,
        drop column at,
        drop column exact,
        drop column moment,
        drop column hour,
        drop column local,
        drop column days,
        drop column doc,
        drop column net,
        drop column share,
        drop column tags,
    }
}

migration! {
    /// Values with limits, each with a constant default.
    static LIMITS on postgres, sqlite;

    create table limits {
        id: bigint primary key,
        price: numeric(12, 2) default 9.949,
        rate: numeric(12, 2) default 9.949,
        weight: numeric(12, 2) default 9.949,
        name: varchar(10) default "abcdef",
        title: varchar(10) default "abcdef",
        note: text default "ab",
        size: int default 5,
    }
    insert into limits (id, price) values (1, 9.5);
}

migration! {
    /// Its number and its text stay, whatever the limits are.
    static OTHER_LIMITS after LIMITS;

    #[expect(change_column_type, lossy_type_change, reason = "a test")]
    alter table limits {
        alter column price type numeric(12, 1),
        alter column rate type numeric,
        alter column weight type double,
        alter column name type varchar(20),
        alter column title type text,
        alter column note type varchar(4),
        alter column size type bigint,
    }
}

migration! {
    /// A column that comes back has the default that it had.
    static NO_LIMITS after OTHER_LIMITS;

    #[expect(drop_column, reason = "a test")]
    alter table limits {
        drop column price,
        drop column rate,
        drop column weight,
        drop column name,
        drop column title,
        drop column note,
        drop column size,
    }
}
