use migrate_runtime::migration;

pub static NUMBER: u8 = 1;

migration! {
    /// Its parent is something else.
    pub static CHILD after NUMBER;
}

fn main() {}
