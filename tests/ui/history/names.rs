use migrate_runtime::migration;

mod spring {
    super::migration! {
        /// A root.
        pub static ROOT on postgres, sqlite;
    }
    super::migration! {
        /// A name that was given before, in another case and another module.
        pub static Root after ROOT;
    }
}

fn main() {}
