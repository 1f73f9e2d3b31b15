//! A query whose rows are stored: PostgreSQL casts each column to the one that takes it,
//! SQLite stores what it gets. Takes a query and the types, gives text; must not know where
//! the rows go.

use super::spelling::{Lite, Scope};
use super::types;
use crate::dialect::spelling::Writer;
use crate::expressions::Sight;
use crate::origin::Origin;
use crate::schema::Schema;
use crate::syntax::ast::{Expr, ExprKind, Name, Query, QueryBody, Select, SelectItem, Type};

/// The rows of a query whose columns are cast behind it.
const ROWS: &str = "_migrations_rows";

/// A query as its columns are stored.
pub(super) fn query(lite: &Lite<'_>, writer: &mut Writer<'_>, (query, into): (&Query, &[&Type])) {
    match &query.body {
        QueryBody::Select(select) if is_plain(query, select, into.len()) => {
            lite.within(writer, query, |writer, lite| {
                lite.beside(writer, select, |writer, lite| {
                    items(lite, writer, (select, into));
                });
            });
        }
        QueryBody::Values(rows) if query.order_by.is_empty() => {
            lite.within(writer, query, |writer, lite| {
                writer.word("VALUES");
                writer.list(rows, |writer, row| {
                    writer.group(row.iter().zip(into), |writer, (value, ty)| {
                        lite.value(writer, value, Some(ty));
                    });
                });
            });
        }
        QueryBody::Select(_) | QueryBody::Values(_) | QueryBody::Operation { .. } => {
            behind(lite, writer, (query, into));
        }
    }
}

/// A query whose columns are compared with values of these types.
pub(super) fn compared(
    lite: &Lite<'_>,
    writer: &mut Writer<'_>,
    (query, with): (&Query, &[&Type]),
) {
    let outputs = lite
        .outputs(query)
        .filter(|types| types.len() == with.len());
    let is_same = |types: &Vec<Option<Type>>| {
        let mut pairs = types.iter().zip(with);
        pairs.all(|(ty, with)| {
            ty.as_ref()
                .is_some_and(|ty| types::form(ty) == types::form(with))
        })
    };
    if outputs.as_ref().is_some_and(is_same) {
        return writer.query(query);
    }
    let with: Vec<Type> = with.iter().map(|ty| types::unlimited(ty)).collect();
    let with: Vec<&Type> = with.iter().collect();
    self::query(lite, writer, (query, &with));
}

/// Whether each item can be cast where it stands: not where rows are compared or counted,
/// which are those before the cast.
fn is_plain(query: &Query, select: &Select, columns: usize) -> bool {
    let is_expr = |item: &SelectItem| matches!(item, SelectItem::Expr { .. });
    !select.distinct
        && select.items.len() == columns
        && select.items.iter().all(is_expr)
        && (query.order_by.is_empty() || query.limit.is_none() && query.offset.is_none())
}

fn items(lite: &Lite<'_>, writer: &mut Writer<'_>, (select, into): (&Select, &[&Type])) {
    let mut into = into.iter();
    writer.select_with(select, |writer, item| {
        let SelectItem::Expr { expr, alias } = item else {
            return;
        };
        lite.value(writer, expr, into.next().copied());
        writer.alias(alias.as_ref());
    });
}

/// The query as it is, and its columns cast behind it where they have to be.
fn behind(lite: &Lite<'_>, writer: &mut Writer<'_>, (query, into): (&Query, &[&Type])) {
    let types = lite
        .outputs(query)
        .filter(|types| types.len() == into.len());
    let Some(types) = types.filter(|types| !are_stored_so(types, into)) else {
        return writer.query(query);
    };
    let names: Vec<String> = (1..=into.len())
        .map(|number| format!("column{number}"))
        .collect();
    writer.word("WITH").name(ROWS);
    writer.names(names.iter().map(String::as_str));
    writer.word("AS");
    writer.parens(|writer| writer.query(query));
    let schema = Schema::default();
    let mut sight = Sight::new(lite.target, &schema);
    sight.add_columns(ROWS, names.iter().cloned().zip(types).collect());
    let lite = Lite::new(lite.target, Scope::Rows(&sight));
    writer.word("SELECT");
    writer.under(&lite, |writer| {
        writer.list(names.iter().zip(into), |writer, (name, ty)| {
            lite.value(writer, &column(name), Some(ty));
        });
    });
    writer.word("FROM").name(ROWS);
}

fn are_stored_so(types: &[Option<Type>], into: &[&Type]) -> bool {
    types.iter().zip(into).all(|(ty, into)| match ty {
        Some(ty) => types::is_stored_as(ty, into),
        None => true,
    })
}

fn column(name: &str) -> Expr {
    Expr {
        kind: ExprKind::Column {
            table: None,
            column: Name::generated(name),
        },
        origin: Origin::elsewhere(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::plan;

    const TABLES: &str = "
        create table s { id: int primary key, n: text, at: timestamptz, ref: uuid, q: timestamp }
        create table r { id: int primary key, n: int, at: timestamptz, ref: uuid, q: timestamptz }
        ";

    /// What stands behind `WHERE`, or behind the columns of an insert.
    fn written(statement: &str) -> String {
        let [text] = plan(35, &format!("{TABLES}\n---\n{statement}"))
            .try_into()
            .expect("one step");
        let text: String = text;
        let place = text.find(") ").filter(|_| text.contains("INSERT"));
        let place = place.map_or_else(
            || text.find("<= {place} AND ").map(|at| at + 15),
            |at| Some(at + 2),
        );
        text[place.unwrap_or(0)..].to_owned()
    }

    #[test]
    fn a_name_is_of_the_source_that_has_it() {
        let uuid = r#""6f1e4ba8-8a6c-4f0e-9d8a-0123456789ab""#;
        let blob = "X'6F1E4BA88A6C4F0E9D8A0123456789AB'";
        let cases = [
            (
                "insert into r (id) select id from s where n = \"05\";".to_owned(),
                r#"SELECT "s"."id" FROM "s" WHERE "s"."n" = '05'"#.to_owned(),
            ),
            (
                format!("insert into r (id, ref) select id, {uuid} from s where ref = {uuid};"),
                format!(r#"SELECT "s"."id", {blob} FROM "s" WHERE "s"."ref" = {blob}"#),
            ),
            (
                format!(
                    "insert into r (id, ref) values (1, {uuid}) on conflict (id) do update set ref = excluded.ref where r.ref <> {uuid};"
                ),
                format!(
                    r#"VALUES (1, {blob}) ON CONFLICT ("id") DO UPDATE SET "ref" = "excluded"."ref" WHERE "r"."ref" <> {blob}"#
                ),
            ),
            (
                format!(
                    "update r set n = 1 from s where s.id = r.id and s.n = \"05\" and s.ref = {uuid};"
                ),
                format!(r#""s"."id" = "r"."id" AND "s"."n" = '05' AND "s"."ref" = {blob}"#),
            ),
            (
                "delete from r using s where s.id = r.id and s.n = \"05\";".to_owned(),
                r#"EXISTS (SELECT 1 FROM "s" WHERE "s"."id" = "r"."id" AND "s"."n" = '05')"#
                    .to_owned(),
            ),
            (
                format!(
                    "delete from r where not exists (select 1 from s where s.id = r.id and n = \"05\" and s.ref = {uuid});"
                ),
                format!(
                    r#"NOT EXISTS (SELECT 1 FROM "s" WHERE "s"."id" = "r"."id" AND "s"."n" = '05' AND "s"."ref" = {blob})"#
                ),
            ),
            (
                format!(
                    "delete from r where id in (select d.id from (select id, ref as key from s) as d where d.key = {uuid});"
                ),
                format!(
                    r#""r"."id" IN (SELECT "d"."id" FROM (SELECT "s"."id", "s"."ref" AS "key" FROM "s") AS "d" WHERE "d"."key" = {blob})"#
                ),
            ),
            (
                format!(
                    "delete from r where id in (with k as (select id, n from s where ref = {uuid}) select id from k where n = \"05\");"
                ),
                format!(
                    r#""r"."id" IN (WITH "k" AS (SELECT "s"."id", "s"."n" FROM "s" WHERE "s"."ref" = {blob}) SELECT "k"."id" FROM "k" WHERE "k"."n" = '05')"#
                ),
            ),
        ];
        for (statement, expected) in cases {
            assert_eq!(written(&statement), expected, "{statement}");
        }
    }

    #[test]
    fn times_of_other_tables_are_times() {
        let text = written("insert into r (id, at) select id, at + interval \"1 day\" from s;");
        assert!(
            text.contains(r#"substr("s"."at", 1, 19), '+1 days'"#),
            "{text}"
        );
        let text = written(
            "insert into r (id, at) select id, at from (select id, at from s) as d where at > \"2024-01-01 00:00:00+00\";",
        );
        assert!(
            text.ends_with(r#""d"."at" > '2024-01-01T00:00:00+00:00'"#),
            "{text}"
        );
    }

    #[test]
    fn rows_that_are_told_apart_are_cast_behind() {
        assert_eq!(
            written("insert into r (id, q) select distinct id, q from s;"),
            "WITH \"_migrations_rows\" (\"column1\", \"column2\") AS (SELECT DISTINCT \"s\".\"id\", \
             \"s\".\"q\" FROM \"s\") SELECT \"_migrations_rows\".\"column1\", \
             (replace(\"_migrations_rows\".\"column2\", ' ', 'T') || '+00:00') FROM \"_migrations_rows\""
        );
        assert_eq!(
            written("insert into r (id) select id from s union select id from r;"),
            r#"SELECT "s"."id" FROM "s" UNION SELECT "r"."id" FROM "r""#
        );
    }

    #[test]
    fn an_order_by_the_name_of_a_column_that_is_given_is_by_that() {
        assert_eq!(
            written(
                "insert into r (id, q) select id, q + interval \"1 day\" as q from s order by q, id limit 1;"
            ),
            "WITH \"_migrations_rows\" (\"column1\", \"column2\") AS (SELECT \"s\".\"id\", (strftime('%Y-%m-%d %H:%M:%S', substr(\"s\".\"q\", 1, 19), '+1 days') || substr(\"s\".\"q\", 20)) AS \"q\" FROM \"s\" \
             ORDER BY `q` NULLS LAST, `id` NULLS LAST LIMIT 1) SELECT \
             \"_migrations_rows\".\"column1\", (replace(\"_migrations_rows\".\"column2\", ' ', 'T') || '+00:00') FROM \"_migrations_rows\""
        );
    }
}
