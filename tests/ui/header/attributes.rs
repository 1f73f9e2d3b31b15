use migrate_runtime::migration;

migration! {
    #![deny(int_primary_key)]
    #![allow(char_type, json_type)]
    #![deny(drop_tabel)]
    #![forbid(drop_table)]
    #![warn(foreign_key_without_unique_target)]
    /// A root sets levels.
    pub static ROOT on postgres;

    create table codes { code: char(2) primary key }
}
migration! {
    #![allow(char_type)]
    #[cfg(debug_assertions)]
    /// A child does not.
    pub static CHILD after ROOT;
}
migration! {
    /// Only a visibility.
    unsafe static STATIC after CHILD;
}
migration! {
    #[expect(drop_table, reason = "it is small")]
    /// A finding belongs to its statement.
    pub static WHOLE after STATIC;

    drop table codes;
}

fn main() {}
