//! Phrases that nobody can mean, and what the error says to write instead.

use super::read;
use crate::syntax::{attributes, column, constraint, delete, index, insert, ty, update};

#[test]
fn a_type_that_cannot_be_names_the_one_that_can() {
    let cases = [
        ("txt", "write `text`"),
        ("datetime", "write `timestamptz`"),
        ("citext", "write `\"citext\"`"),
        ("public.mood", "write `\"public.mood\"`"),
        ("int(11)", "takes no argument"),
        ("varchar(0)", "from 1 to 10485760"),
        ("numeric(1001, 2)", "from 1 to 1000"),
        ("numeric(10, 99999999999)", "from -1000 to 1000"),
        ("timestamp(7)", "from 0 to 6"),
        ("interval day", "write `interval`"),
        ("serial[]", "no arrays"),
        ("\"vector\"(3)", "into the string"),
        ("\"uuid\"", "write `uuid` without quotes"),
    ];
    for (source, help) in cases {
        let error = read(source, ty).expect_err(source);
        assert!(error.contains(help), "{source}: {error}");
    }
}

#[test]
fn a_column_from_habit_is_told_how_it_is_written_here() {
    let cases = [
        ("id bigint", "write `id: bigint`"),
        ("id: bigint auto_increment", "write `identity`"),
        ("a: int null not null", "exclude each other"),
        ("a: int default 1 default 2", "written twice"),
        ("a: int identity default 1", "exclude each other"),
        ("a: int primary key primary key", "written twice"),
        (
            "a: int constraint n default 1",
            "only a constraint has a name",
        ),
        ("a: int uniqe", "write `unique`"),
        ("a: int generated as (b + 1)", "`stored` or `virtual`"),
        ("a: int identity (start 5)", "nothing in parentheses"),
        ("a: int default b + 1", "needs parentheses"),
        ("a: int unique deferrable", "a line of its own"),
        ("a: int references t match full", "match simple"),
        (
            "a: int references t on update set null (a)",
            "every column of the key",
        ),
        (
            "a: int references t on delete cascade on delete cascade",
            "written twice",
        ),
        ("a: serial default 1", "cannot have `default`"),
        ("a: int not", "expected `null`"),
        ("a: int not null b: text", "a comma is missing"),
    ];
    for (source, help) in cases {
        let error = read(source, column).expect_err(source);
        assert!(error.contains(help), "{source}: {error}");
    }
}

#[test]
fn a_constraint_or_an_index_from_habit_too() {
    let constraints = [
        ("id bigint", "write `id: bigint`"),
        ("key (a)", "write `index (…)`"),
        ("unique (a) not valid", "only a check or a foreign key"),
        ("check (a > 0) deferrable", "never deferred"),
        ("primary key (a) include (b)", "using index"),
        ("forein key (a)", "write `foreign`"),
        ("primary key ()", "expected the name of a column"),
        ("exclude (a with )", "expected an operator"),
    ];
    for (source, help) in constraints {
        let error = read(source, constraint).expect_err(source);
        assert!(error.contains(help), "{source}: {error}");
    }
    let indexes = [
        ("concurrently i on t(a)", "remove `concurrently`"),
        ("if not exists i on t(a)", "remove `if not exists`"),
        ("on t(a || b)", "needs parentheses"),
        ("on t(a) where b where c", "written twice"),
        ("on t(a) tablespace x", "names no tablespace"),
    ];
    for (source, help) in indexes {
        let error = read(source, index).expect_err(source);
        assert!(error.contains(help), "{source}: {error}");
    }
}

#[test]
fn a_statement_over_rows_too() {
    let inserts = [
        ("insert into t default values", "values (default)"),
        (
            "insert into t values (1) returning id",
            "remove `returning`",
        ),
        (
            "insert into t values (1) on duplicate key update",
            "on conflict",
        ),
        (
            "insert into t values (1) on conflict do update set a = 1",
            "which conflict",
        ),
        ("insert into t select a b c from s", "cannot stand here"),
        (
            "insert into t select * from (select 1)",
            "an alias for the query",
        ),
        (
            "insert into t select distinct on (a) b from s",
            "`distinct on`",
        ),
        ("insert into t select a from s natural join u", "using"),
        ("insert into t select * from sql(\"f(1)\")", "not rows"),
        (
            "with recursive x as (select 1) insert into t select 1",
            "recursive",
        ),
    ];
    for (source, help) in inserts {
        let error = read(source, insert).expect_err(source);
        assert!(error.contains(help), "{source}: {error}");
    }
    let updates = [
        ("update t set (a, b) = (1, 2)", "write `a = …, b = …`"),
        ("update t set t.a = 1", "remove `t.`"),
        ("update t set a = 1 limit 5", "in batches of"),
        ("update t set a = 1 in batches of 0", "at least one"),
        ("update t set a = 1 pausing 5h", "a time such as `100ms`"),
    ];
    for (source, help) in updates {
        let error = read(source, update).expect_err(source);
        assert!(error.contains(help), "{source}: {error}");
    }
    assert!(read("delete t where a", delete).is_err());
}

#[test]
fn an_attribute_that_means_nothing_is_refused() {
    let cases = [
        ("#[expect()]", "the name of a rule"),
        ("#[expect(reason = \"x\")]", "write `expect(rule"),
        ("#[only(postgress)]", "write `postgres`"),
        ("#[only(sqlite, sqlite)]", "named twice"),
        ("#[only(sqlite)] #[only(postgres)]", "in one"),
        ("#[allow(x)]", "#[expect(rule"),
        ("#![deny(x)]", "before this statement"),
    ];
    for (source, help) in cases {
        let error = read(source, attributes).expect_err(source);
        assert!(error.contains(help), "{source}: {error}");
    }
}
