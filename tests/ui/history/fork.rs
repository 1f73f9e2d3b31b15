use migrate_runtime::migration;

migration! {
    /// A root.
    pub static ROOT on postgres, sqlite;
}
migration! {
    /// One child.
    pub static ONE after ROOT;

    create table one { id: bigint primary key }
}
migration! {
    /// Another child: two heads.
    pub static OTHER after ROOT;

    create table other { id: bigint primary key }
}
migration! {
    /// A branch says that it is one.
    pub static BRANCH after ROOT as branch;

    create table branch { id: bigint primary key }
}

fn main() {}
