//! `create table t { … }`. Takes tokens, gives one new table with everything in it; must
//! not know any database.

use proc_macro2::Delimiter;

use super::form::{Form, Parsed};
use super::indexes::{self, Unique};
use super::scope::Scope;
use super::{
    Attached, Lowering, Places, Refusal, Statement, columns, constraints, habit, item, later,
    meant, naming,
};
use crate::diagnostic::Diagnostic;
use crate::doubt::{Doubt, Doubts};
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Change, Constraint, ConstraintKind, Object, Table};
use crate::syntax::ast::{
    ColumnPhrase, ConstraintPhrase, ConstraintPhraseKind, IndexPhrase, TableName,
};
use crate::syntax::{self, Cursor};
use crate::target::Target;

pub(super) const FORM: Form = Form {
    words: &["create", "table"],
    parse,
};

/// A new table.
#[derive(Debug)]
struct CreateTable {
    table: TableName,
    origin: Origin,
    elements: Vec<(Attached, Element)>,
    /// Names in elements that could not be read.
    unread: Doubts,
}

/// What stands between the braces.
#[derive(Debug)]
enum Element {
    Column(ColumnPhrase),
    Constraint(ConstraintPhrase),
    Index(IndexPhrase),
}

fn parse(cursor: &mut Cursor<'_>, report: &mut Report) -> Parsed {
    let start = *cursor;
    cursor.expect_words(FORM.words)?;
    habit::none_before_name(cursor)?;
    let (table, origin) = syntax::table_name(cursor)?;
    not_as_sql(start, *cursor, &table)?;
    let (inner, _) = cursor.expect_group(Delimiter::Brace)?;
    let mut create = CreateTable {
        table,
        origin,
        elements: Vec::new(),
        unread: Doubts::new(),
    };
    for element in syntax::items(inner) {
        let parsed = parse_element(element);
        match report.take(parsed) {
            Some(element) => create.elements.push(element),
            None => item::words(element, &mut create.unread),
        }
    }
    nothing_behind(start, cursor)?;
    Ok(Box::new(create))
}

/// As SQL has it, and everybody types first.
fn not_as_sql(
    start: Cursor<'_>,
    mut cursor: Cursor<'_>,
    table: &TableName,
) -> Result<(), Diagnostic> {
    let origin = cursor.origin();
    let Some((inner, _)) = cursor.eat_group(Delimiter::Parenthesis) else {
        return match cursor.word() {
            Some(word @ ("as" | "like" | "of" | "partition")) => Err(later::beyond(
                start,
                origin,
                &format!("`{word}` behind a table"),
            )),
            Some(_) | None => Ok(()),
        };
    };
    nothing_behind(start, &cursor)?;
    let title = "a table stands in braces, and a type behind a colon";
    let help = format!("write\ncreate table {table} {}", syntax::braces(inner));
    Err(Diagnostic::new(origin, title)
        .why("text stands in double quotes: what single quotes hold is lost before the compiler sees it")
        .help(help))
}

/// What PostgreSQL takes behind the braces.
fn nothing_behind(start: Cursor<'_>, cursor: &Cursor<'_>) -> Result<(), Diagnostic> {
    let Some(word @ ("partition" | "with" | "using" | "inherits" | "tablespace")) = cursor.word()
    else {
        return Ok(());
    };
    let what = format!("`{word}` behind a table");
    Err(later::beyond(start, cursor.origin(), &what))
}

fn parse_element(mut cursor: Cursor<'_>) -> Result<(Attached, Element), Diagnostic> {
    let attached = Attached::parse(&mut cursor)?;
    let element = if syntax::starts_column(&cursor) {
        Element::Column(syntax::column(&mut cursor)?)
    } else if let Some(unique) = index_words(&mut cursor) {
        let mut index = syntax::index(&mut cursor)?;
        index.unique = unique == Unique::Yes;
        if let Some((_, origin)) = &index.table {
            return Err(on_another_table(*origin));
        }
        Element::Index(index)
    } else {
        let constraint = syntax::constraint(&mut cursor)?;
        holds_from_the_start(&constraint)?;
        Element::Constraint(constraint)
    };
    cursor.expect_end()?;
    Ok((attached, element))
}

fn holds_from_the_start(phrase: &ConstraintPhrase) -> Result<(), Diagnostic> {
    if !phrase.not_valid {
        return Ok(());
    }
    let title = "a constraint of a new table cannot be `not valid`";
    Err(Diagnostic::new(phrase.origin, title)
        .why("the table has no rows that could be validated later")
        .help("remove `not valid`"))
}

fn on_another_table(origin: Origin) -> Diagnostic {
    Diagnostic::new(origin, "an index inside a table is on that table")
        .help("remove `on …`, or write `create index` behind the table")
}

/// `index` or `unique index`.
fn index_words(cursor: &mut Cursor<'_>) -> Option<Unique> {
    if cursor.eat_words(&["unique", "index"]).is_some() {
        return Some(Unique::Yes);
    }
    cursor.eat_word("index").map(|_| Unique::No)
}

impl Statement for CreateTable {
    fn lower(&self, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        naming::free_relation(&lowering.schema, lowering.targets, &self.table, self.origin)?;
        lowering.doubtful.extend(self.unread.iter().cloned());
        let mut draft = Draft::new(self, lowering.ordinal);
        let constraints = draft.columns(self, lowering);
        draft.constraints(constraints, lowering);
        draft.indexes(self, lowering);
        draft.name_parts(lowering);
        draft.check_columns(lowering);
        if draft.table.columns.is_empty()
            && let Some(target) = self.misses_columns(lowering)
        {
            return self.empty(target, lowering);
        }
        let change = Change::Create(Object::Table(Box::new(draft.table)));
        lowering.act_with(change, self.origin, draft.places);
        Ok(())
    }

    fn parts(&self) -> Vec<&Attached> {
        self.elements.iter().map(|(attached, _)| attached).collect()
    }

    fn makes(&self) -> Vec<Doubt> {
        vec![Doubt::made(&self.table.name)]
    }
}

impl CreateTable {
    /// PostgreSQL has tables without columns, if they were written so.
    fn misses_columns(&self, lowering: &Lowering<'_>) -> Option<Target> {
        let target = columns::needs_columns(lowering.targets).copied();
        target.or_else(|| {
            lowering
                .targets
                .first()
                .copied()
                .filter(|_| !self.unread.is_empty())
        })
    }

    /// An error only where it was written so.
    fn empty(&self, target: Target, lowering: &mut Lowering<'_>) -> Result<(), Refusal> {
        if !self.unread.is_empty() {
            lowering.doubtful.insert(Doubt::made(&self.table.name));
            return Ok(());
        }
        let title = format!("table `{}` has no column", self.table);
        Err(Diagnostic::new(self.origin, title)
            .why(format!(
                "{} has no table without one",
                target.database.title()
            ))
            .help("write at least one, like `id: bigint identity primary key`")
            .into())
    }

    fn constraints<'s>(
        &'s self,
        lowering: &Lowering<'_>,
    ) -> impl Iterator<Item = (&'s Attached, &'s ConstraintPhrase)> {
        let targets = lowering.targets;
        self.elements
            .iter()
            .filter_map(move |(attached, element)| match element {
                Element::Constraint(phrase) if attached.applies(targets) => {
                    Some((attached, phrase))
                }
                Element::Constraint(_) | Element::Column(_) | Element::Index(_) => None,
            })
    }
}

/// A table that grows element by element.
struct Draft {
    table: Table,
    places: Places,
}

impl Draft {
    fn new(create: &CreateTable, ordinal: u32) -> Self {
        Self {
            table: Table {
                name: create.table.clone(),
                columns: Vec::new(),
                constraints: Vec::new(),
                indexes: Vec::new(),
                deferred: false,
                comment: None,
                born: ordinal,
            },
            places: Places::default(),
        }
    }

    /// Adds the columns; gives the constraints of the columns and of the table.
    fn columns(
        &mut self,
        create: &CreateTable,
        lowering: &mut Lowering<'_>,
    ) -> Vec<(Attached, ConstraintPhrase)> {
        let mut constraints = Vec::new();
        for (attached, element) in &create.elements {
            let Element::Column(phrase) = element else {
                continue;
            };
            lowering.under(attached, |lowering| {
                naming::free_column(&self.table, lowering.targets, &phrase.name)?;
                for refusal in columns::unmade(phrase, &lowering.schema, lowering.targets) {
                    lowering.refuse(refusal);
                }
                let mut new = columns::lower(phrase, lowering.targets, lowering.report);
                new.column.born = lowering.ordinal;
                self.places
                    .add(&new.column.name, phrase.ty_origin, attached);
                self.places.words_of_column(phrase);
                self.table.columns.push(new.column);
                let own = new.constraints.into_iter();
                constraints.extend(own.map(|constraint| (attached.clone(), constraint)));
                Ok(())
            });
        }
        let own = create.constraints(lowering);
        constraints.extend(own.map(|(attached, phrase)| (attached.clone(), phrase.clone())));
        constraints
    }

    /// Keys first, since a foreign key may refer to its own table; names that were written
    /// first, since a generated one takes the next that is free.
    fn constraints(
        &mut self,
        mut constraints: Vec<(Attached, ConstraintPhrase)>,
        lowering: &mut Lowering<'_>,
    ) {
        constraints.sort_by_key(|(_, phrase)| (is_foreign_key(phrase), phrase.name.is_none()));
        for (attached, phrase) in &constraints {
            let outcome = lowering.under(attached, |lowering| {
                let mut scope = Scope::around(lowering, &self.table);
                let new = constraints::lower(&mut scope, phrase)?;
                let constraint = new.constraint;
                not_twice(&self.table, phrase, &constraint)?;
                self.places.add(&constraint.name, phrase.origin, attached);
                self.places.words_of_constraint(&constraint.name, phrase);
                self.table.constraints.push(constraint);
                Ok(())
            });
            lowering.doubt(outcome, || meant::constraint(phrase));
        }
    }

    fn indexes(&mut self, create: &CreateTable, lowering: &mut Lowering<'_>) {
        let mut indexes: Vec<(&Attached, &IndexPhrase)> = Vec::new();
        for (attached, element) in &create.elements {
            if let Element::Index(phrase) = element {
                indexes.push((attached, phrase));
            }
        }
        indexes.sort_by_key(|(_, phrase)| phrase.name.is_none());
        for (attached, phrase) in indexes {
            let outcome = lowering.under(attached, |lowering| {
                let mut scope = Scope::around(lowering, &self.table);
                let index = indexes::lower(&mut scope, phrase)?;
                self.places.add(&index.name, phrase.origin, attached);
                self.places.words_of_index(&index.name, phrase);
                self.table.indexes.push(index);
                Ok(())
            });
            lowering.doubt(outcome, || meant::index(phrase));
        }
    }

    /// Names the not nulls and the sequences, one column after the other. What is not
    /// called as usual is written, also in a primary key.
    fn name_parts(&mut self, lowering: &Lowering<'_>) {
        let key = self.table.primary_key().map(<[String]>::to_vec);
        let mut named = self.table.clone();
        named.columns.clear();
        for column in &mut self.table.columns {
            let in_key = key.as_ref().is_some_and(|key| key.contains(&column.name));
            let mut required = column.clone();
            required.not_null |= in_key;
            columns::name_parts(&lowering.schema, &named, &mut required);
            if required.not_null_name.is_some() || required.sequence.is_some() {
                column.clone_from(&required);
            }
            named.columns.push(required);
        }
    }

    fn check_columns(&self, lowering: &mut Lowering<'_>) {
        let mut scope = Scope::around(lowering, &self.table);
        for column in &self.table.columns {
            columns::check_expressions(&mut scope, column);
        }
    }
}

/// Two alike are one to the server, under one of the names.
fn not_twice(
    table: &Table,
    phrase: &ConstraintPhrase,
    constraint: &Constraint,
) -> Result<(), Diagnostic> {
    let is_same = |known: &&Constraint| {
        are_alike(&known.kind, &constraint.kind) && known.deferrable == constraint.deferrable
    };
    let Some(known) = table.constraints.iter().find(is_same) else {
        return Ok(());
    };
    let named = constraint.columns().join("`, `");
    let title = match known.kind {
        ConstraintKind::PrimaryKey(_) => format!("`{named}` is unique already, as the primary key"),
        _ => format!("`{named}` is unique already, by `{}`", known.name),
    };
    Err(Diagnostic::new(phrase.origin, title)
        .why("PostgreSQL makes one constraint of two that are alike, and drops one of the names")
        .help("remove one of the two"))
}

/// Whether two are unique over the same columns: a primary key is one that knows no nulls.
fn are_alike(one: &ConstraintKind, other: &ConstraintKind) -> bool {
    use ConstraintKind::{Check, Exclude, ForeignKey, PrimaryKey, Unique};
    match (one, other) {
        (
            PrimaryKey(key),
            Unique {
                columns,
                nulls_not_distinct,
            },
        )
        | (
            Unique {
                columns,
                nulls_not_distinct,
            },
            PrimaryKey(key),
        ) => key == columns && !nulls_not_distinct,
        (Unique { .. }, Unique { .. }) => one == other,
        (PrimaryKey(_), PrimaryKey(_)) | (Check(_) | ForeignKey(_) | Exclude(_), _) => false,
        (PrimaryKey(_) | Unique { .. }, Check(_) | ForeignKey(_) | Exclude(_)) => false,
    }
}

fn is_foreign_key(phrase: &ConstraintPhrase) -> bool {
    matches!(phrase.kind, ConstraintPhraseKind::ForeignKey { .. })
}
