//! What the checker accepts and what it says, over a small shop. Each case that speaks of
//! PostgreSQL was tried on a server.

mod arrays;
mod lists;
mod moving;
mod places;
mod portable;
mod queries;
mod rows;
mod types;

use std::str::FromStr;

use proc_macro2::TokenStream;

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::report::Report;
use crate::schema::{Column, Constraint, ConstraintKind, Generated, Generator, Schema, Table};
use crate::syntax::ast::{Base, Deferrable, Expr, ExprKind, TableName, Type};
use crate::syntax::{self, Cursor, Tokens};
use crate::target::{Database, Target, Version};

const POSTGRES: Target = Target {
    database: Database::Postgres,
    version: Version([13, 0, 0]),
};

const SQLITE: Target = Target {
    database: Database::Sqlite,
    version: Version([3, 35, 0]),
};

/// `orders` has a column of every kind; `customers` has a few of the same names.
fn shop() -> Schema {
    let mut schema = Schema::default();
    let mut orders = table(
        "orders",
        "id bigint, customer_id bigint, number int, status varchar(9), note text, paid bool, \
         total numeric(8, 2), weight double, code uuid, placed_at timestamptz, local_at timestamp, \
         due date, opens time, tags text[], doc jsonb, raw json, small smallint, twice int, \
         kind \"citext\", net inet, grid int[], docs jsonb[], days date[], span daterange, \
         spot point",
    );
    for column in &mut orders.columns {
        match column.name.as_str() {
            "id" => column.generator = Some(Generator::IdentityAlways),
            "customer_id" => column.not_null = true,
            "number" => {
                column.not_null = true;
                column.default = Some(number("1"));
            }
            "twice" => {
                column.generated = Some(Generated {
                    expr: number("2"),
                    stored: true,
                });
            }
            _ => {}
        }
    }
    orders.constraints = vec![
        constraint("orders_pkey", ConstraintKind::PrimaryKey(vec!["id".into()])),
        constraint(
            "orders_code_key",
            ConstraintKind::Unique {
                columns: vec!["code".into(), "number".into()],
                nulls_not_distinct: false,
            },
        ),
        constraint("orders_check", ConstraintKind::Check(number("1"))),
    ];
    schema.insert(orders);
    schema.insert(table("customers", "id bigint, name text, note text"));
    schema
}

fn constraint(name: &str, kind: ConstraintKind) -> Constraint {
    Constraint {
        name: name.into(),
        kind,
        deferrable: Deferrable::No,
        valid: true,
        born: 1,
    }
}

fn number(text: &str) -> Expr {
    Expr {
        kind: ExprKind::Number(text.into()),
        origin: crate::origin::Origin::elsewhere(),
    }
}

fn table(name: &str, columns: &str) -> Table {
    let column = |cursor: &mut Cursor<'_>| {
        let name = syntax::name(cursor)?;
        let (ty, _) = syntax::ty(cursor)?;
        cursor.eat_punct(",");
        Ok(Column::new(name.text, ty, 1))
    };
    let columns = parsed(columns, |cursor| {
        let mut columns = Vec::new();
        while !cursor.at_end() {
            columns.push(column(cursor)?);
        }
        Ok(columns)
    });
    Table {
        name: TableName::new(None, name),
        columns,
        constraints: Vec::new(),
        indexes: Vec::new(),
        deferred: false,
        comment: None,
        born: 1,
    }
}

fn parsed<T>(source: &str, parse: impl Fn(&mut Cursor<'_>) -> Result<T, Diagnostic>) -> T {
    let tokens = Tokens::new(TokenStream::from_str(source).expect("tokens"));
    let mut cursor = tokens.cursor();
    let value = parse(&mut cursor).unwrap_or_else(|error| panic!("{source}: {}", error.text()));
    assert!(cursor.at_end(), "{source}: something is left");
    value
}

/// What a check says, with titles and helps in one text.
fn said(targets: &[Target], check: impl Fn(&mut Checker<'_>)) -> String {
    let (schema, mut report) = (shop(), Report::default());
    check(&mut Checker {
        schema: &schema,
        targets,
        report: &mut report,
    });
    let errors = report.drain();
    let texts: Vec<String> = errors.iter().map(Diagnostic::text).collect();
    texts.join("\n")
}

/// Where an expression of `orders` stands.
#[derive(Clone, Copy, Debug)]
enum Stands {
    /// The default of the column `d`, which has this type.
    Default(&'static str),
    Check,
    Predicate,
    Key,
    Generated(&'static str),
    Using(&'static str),
}

fn expression(targets: &[Target], stands: Stands, source: &str) -> String {
    let expr = parsed(source, syntax::expr);
    let schema = shop();
    let orders = schema
        .table(&TableName::new(None, "orders"))
        .expect("a table");
    let ty = |source: &str| parsed(source, syntax::ty).0;
    said(targets, |checker| match stands {
        Stands::Default(it) => checker.default(&expr, &Column::new("d", ty(it), 1)),
        Stands::Check => checker.condition(&expr, orders),
        Stands::Predicate => checker.predicate(&expr, orders),
        Stands::Key => checker.key(&expr, orders),
        Stands::Generated(it) => checker.generated(&expr, orders, &Column::new("d", ty(it), 1)),
        Stands::Using(it) => checker.using(&expr, orders, &ty(it)),
    })
}

fn accepts(stands: Stands, sources: &[&str]) {
    for source in sources {
        let text = expression(&[POSTGRES], stands, source);
        assert!(text.is_empty(), "{stands:?} {source}: {text}");
    }
}

/// Each source gives one error, with this in its text.
fn rejects(stands: Stands, cases: &[(&str, &str)]) {
    for (source, expected) in cases {
        let text = expression(&[POSTGRES], stands, source);
        let first = text.lines().filter(|line| !line.starts_with(' ')).count();
        assert!(text.contains(expected), "{stands:?} {source}: {text:?}");
        assert_eq!(
            first, 1,
            "{stands:?} {source}: one mistake, one error: {text}"
        );
    }
}

#[test]
fn plain_types_are_what_they_say() {
    // The helpers above stand on it.
    assert_eq!(parsed("text", syntax::ty).0, Type::plain(Base::Text));
}
