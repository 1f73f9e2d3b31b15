use migrate_runtime::migration;

migration! {
    /// A root.
    pub static ROOT on postgres, sqlite;
}
migration! {
    /// Its parent is called ROOT.
    pub static CHILD after ROOTS;
}

fn main() {}
