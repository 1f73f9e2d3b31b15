use migrate_runtime::migration;

// Accepted: levels and a doc comment in any order, and a visibility.
migration! {
    /// A root.
    #![allow(char_type)]
    pub(crate) static ROOT on sqlite;
}

migration! {
    /// A constant has no place of its own.
    pub const CONSTANT after ROOT;
}
migration! {
    /// Nor has a variable.
    let VARIABLE after ROOT;
}
migration! {
    /// Nobody changes it.
    pub static mut CHANGED on sqlite;
}
migration! {
    /// One word was left out.
    pub LEFT_OUT on sqlite;
}
migration! {
    /// One was mistyped.
    pub statik MISTYPED on sqlite;
}
migration! {
    /// Who may see it is said first.
    static pub SEEN on sqlite;
}
migration! {
    /// In Rust's words.
    public static WORDS on sqlite;
}
migration! {
    pub
    /// What it is for is said before.
    static PURPOSE on sqlite;
}
migration! {
    //! Not of what stands around it.
    pub static AROUND on sqlite;
}
migration! {
    /// It needs a name.
    pub static on sqlite;
}
migration! {
    /// One that Rust does not keep to itself.
    pub static match on sqlite;
}
migration! {
    /// Its type is known.
    pub static TYPED: Migration on sqlite;
}
migration! {
    /// Its statements stand behind a semicolon.
    pub static SEMICOLON on sqlite

    create table orders { id: bigint primary key }
}
migration! {
    /// And not between braces.
    pub static BRACES on sqlite {
        create table orders { id: bigint primary key }
    }
}

fn main() {}
