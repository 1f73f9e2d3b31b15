use migrate_runtime::migration;

// Accepted: a root with versions, and a child that raises one.
migration! {
    /// A root.
    pub(crate) static ROOT on postgres 14.2, sqlite;
}
migration! {
    /// A child.
    static CHILD after crate::ROOT on postgres 16;

    create table children { id: bigint primary key }
}

migration! {
    create table orders { id: bigint identity primary key }
}
migration! {
    /// Neither a root nor a child.
    static ALONE;
}
migration! {
    /// Nothing ends it.
    static ENDLESS on postgres
}
migration! {
    /// Typed in a hurry.
    static HURRY on postgress, sqlite;
}
migration! {
    /// Nobody runs it any more.
    static OLD on postgres 9.6;
}
migration! {
    /// Once is enough.
    static TWICE on sqlite, postgres, sqlite 3.40;
}
migration! {
    /// Another language.
    static OTHER for postgres;
}
migration! {
    /// Not a version.
    static VERSION on postgres fourteen;
}
migration! {
    /// Planned for later.
    static LATER on mysql;
}
migration! {
    /// A parent is a path.
    static TEXT after "CHILD";
}
migration! {
    /// Which parent.
    static ORPHAN after;
}
migration! {
    /// Not one of the history's databases.
    static FOREIGN after CHILD on mariadb;
}
migration! {
    /// The history needs 16 by now.
    static LOWERED after FOREIGN on postgres 15;
}
migration! {
    /// One parent at a time.
    static MERGE after LOWERED, CHILD;
}
migration! {
    /// A branch by another name.
    static FORKED after MERGE as fork;
}
migration! {
    /// For a later version.
    static BASELINE on postgres replaces FORKED;
}

fn main() {}
