use migrate_runtime::migration;

migration! {
    /// A root.
    pub static ROOT on postgres, sqlite;
}
migration! {
    /// One child.
    pub static ONE after ROOT;
}
migration! {
    /// Another child: two heads.
    pub static OTHER after ROOT;
}
migration! {
    /// A branch says that it is one.
    pub static BRANCH after ROOT as branch;
}

fn main() {}
