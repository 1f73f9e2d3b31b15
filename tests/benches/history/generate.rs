//! Writes the project that is measured: a history of any length, one file a migration, a
//! program that applies it as a service does, which is what the compiler is measured on,
//! and one that measures what running costs. Per ten migrations two tables, nineteen columns, five
//! indexes and a foreign key: the mix of real histories.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// The project's folder; only files whose text changed are written.
pub fn project(folder: &Path, size: usize) -> PathBuf {
    let folder = folder.join(format!("history-{size}"));
    let source = folder.join("src");
    for part in ["migrations", "bin"] {
        fs::create_dir_all(source.join(part)).expect("a folder for the project");
    }
    write(&folder.join("Cargo.toml"), &manifest(&folder));
    write(&source.join("main.rs"), include_str!("program.rs.txt"));
    write(
        &source.join("bin/measured.rs"),
        include_str!("measured.rs.txt"),
    );
    let mut list = String::from("//! The history.\n\n");
    for number in 1..=size {
        let _ = writeln!(list, "mod m{number:04};");
        write(&file(&folder, number), &migration(number));
    }
    let _ = writeln!(
        list,
        "\n#[allow(unused_imports)]\npub use m0001::M0001 as ROOT;"
    );
    let _ = writeln!(list, "pub use m{size:04}::M{size:04} as HEAD;");
    write(&source.join("migrations/mod.rs"), &list);
    folder
}

/// The file of one migration.
pub fn file(folder: &Path, number: usize) -> PathBuf {
    folder.join(format!("src/migrations/m{number:04}.rs"))
}

fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::write(path, text).expect("a file of the project");
}

fn manifest(folder: &Path) -> String {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrate-runtime");
    let runtime = runtime.canonicalize().expect("the runtime's folder");
    let lock = runtime.join("../Cargo.lock");
    // The versions of the workspace, so that both are built from the same sources.
    fs::copy(lock, folder.join("Cargo.lock")).expect("a copy of the lock file");
    format!(
        "[package]\nname = \"history\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
         migrate-runtime = {{ path = \"{}\", features = [\"postgres\", \"sqlite\"] }}\n\
         sqlx = {{ version = \"0.9\", default-features = false, features = [\"runtime-tokio\", \"postgres\", \"sqlite-bundled\"] }}\n\
         tokio = {{ version = \"1\", features = [\"macros\", \"rt\"] }}\n\n[profile.dev]\ndebug = \"line-tables-only\"\n",
        runtime.display()
    )
}

fn migration(number: usize) -> String {
    let header = if number == 1 {
        "pub static M0001 on postgres 14, sqlite;".to_owned()
    } else {
        let parent = number - 1;
        format!("pub static M{number:04} after super::m{parent:04}::M{parent:04};")
    };
    format!(
        "use migrate_runtime::migration;\n\nmigration! {{\n    /// Step {number}.\n    {header}\n{}}}\n",
        body(number)
    )
}

/// The statements of the migration, by its place in its ten.
fn body(number: usize) -> String {
    let (ten, place) = ((number - 1) / 10, (number - 1) % 10);
    let (one, other) = (format!("t{:04}", ten * 2), format!("t{:04}", ten * 2 + 1));
    match place {
        0 => table(&one, "index (status), index (owner, created_at),"),
        1 => table(
            &other,
            "index (status), index (owner, created_at), index (title),",
        ),
        2 => add(&one, "note: text"),
        3 => add(&other, "note: text"),
        4 => add(&one, "rank: int not null default 0"),
        5 => add(&other, "flag: bool not null default false"),
        6 => add(&one, "weight: numeric(10, 2)"),
        7 => add(&other, &format!("{one}_id: bigint references {one}(id)")),
        8 => add(&one, "seen_at: timestamptz"),
        _ => add(&other, "code: varchar(40) not null default \"none\""),
    }
}

fn table(name: &str, indexes: &str) -> String {
    format!(
        "    create table {name} {{\n        id: bigint identity primary key,\n        title: text not null,\n        status: varchar(20) not null default \"new\",\n        owner: bigint not null,\n        created_at: timestamptz not null default now(),\n        {indexes}\n    }}\n"
    )
}

fn add(table: &str, column: &str) -> String {
    // The index behind the foreign key is not the point here.
    let expect = if column.contains("references") {
        "    #[expect(foreign_key_without_index, reason = \"measured without\")]\n"
    } else {
        ""
    };
    format!("{expect}    alter table {table} add column {column};\n")
}
