//! `#[expect(…)]`, `#[only(…)]` and doc comments before a statement, an action or a
//! column. Takes a cursor, gives what they say; must not know any rule.

use proc_macro2::Delimiter;

use super::Cursor;
use super::ast::Name;
use super::name::list;
use crate::diagnostic::Diagnostic;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::target::Database;

/// What stands before a statement, an action or a column.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes {
    pub(crate) expectations: Vec<ParsedExpectation>,
    /// The databases of `#[only(…)]`, where it is written.
    pub(crate) only: Option<Vec<(Database, Origin)>>,
}

/// One rule of an `#[expect(rule, …, reason = "…")]`.
#[derive(Clone, Debug)]
pub(crate) struct ParsedExpectation {
    pub(crate) rule: Name,
    /// A missing one is for the bookkeeping of expectations to report: the statement
    /// itself can be read.
    pub(crate) reason: Option<String>,
    pub(crate) origin: Origin,
}

/// The attributes before a statement, an action or a column; there may be none.
pub(crate) fn attributes(cursor: &mut Cursor<'_>) -> Result<Attributes, Diagnostic> {
    let mut attributes = Attributes::default();
    while let Some((inner, origin)) = eat_attribute(cursor)? {
        match inner.word() {
            // A doc comment says something to readers only.
            Some("doc") => {}
            Some("expect") => attributes.expectations.extend(expectations(inner)?),
            Some("only") if attributes.only.is_some() => {
                return Err(Diagnostic::new(origin, "`only` is written twice")
                    .help("name all databases in one: `#[only(postgres, sqlite)]`"));
            }
            Some("only") => attributes.only = Some(only(inner)?),
            Some(_) | None => return Err(unknown(inner, origin)),
        }
    }
    Ok(attributes)
}

/// What is inside the brackets of an attribute, and the whole of it.
pub(super) fn eat_attribute<'a>(
    cursor: &mut Cursor<'a>,
) -> Result<Option<(Cursor<'a>, Origin)>, Diagnostic> {
    let Some(hash) = cursor.eat_punct("#") else {
        return Ok(None);
    };
    if cursor.eat_punct("!").is_some() {
        return Err(Diagnostic::new(
            hash.to(cursor.origin()),
            "levels of rules are set at the root",
        )
        .why("a level holds for a whole history, and an exception for one statement")
        .help("write `#[expect(rule, reason = \"…\")]` before this statement"));
    }
    let (inner, group) = cursor.expect_group(Delimiter::Bracket)?;
    Ok(Some((inner, hash.to(group))))
}

/// `expect(rule, …, reason = "…")`: one expectation a rule.
fn expectations(mut inner: Cursor<'_>) -> Result<Vec<ParsedExpectation>, Diagnostic> {
    let origin = inner.expect_word("expect")?;
    let (arguments, group) = inner.expect_group(Delimiter::Parenthesis)?;
    inner.expect_end()?;
    let (mut rules, mut reason) = (Vec::new(), None);
    list(arguments, |cursor| {
        let Some((word, origin)) = cursor.eat_identifier() else {
            return Err(cursor.expected("the name of a rule"));
        };
        if word != "reason" || !cursor.is_punct("=") {
            rules.push(Name::new(word, origin));
            return Ok(());
        }
        cursor.expect_punct("=")?;
        reason = Some(cursor.string()?.0);
        Ok(())
    })?;
    if rules.is_empty() {
        return Err(Diagnostic::new(group, "this names no rule")
            .help("write `expect(rule, reason = \"…\")`"));
    }
    let origin = origin.to(group);
    let expectation = |rule| ParsedExpectation {
        rule,
        reason: reason.clone(),
        origin,
    };
    Ok(rules.into_iter().map(expectation).collect())
}

/// `only(postgres, …)`
fn only(mut inner: Cursor<'_>) -> Result<Vec<(Database, Origin)>, Diagnostic> {
    inner.expect_word("only")?;
    let (arguments, _) = inner.expect_group(Delimiter::Parenthesis)?;
    inner.expect_end()?;
    let databases = list(arguments, database)?;
    for (place, (database, origin)) in databases.iter().enumerate() {
        if databases
            .iter()
            .take(place)
            .any(|(other, _)| other == database)
        {
            let title = format!("`{}` is named twice", database.word());
            return Err(Diagnostic::new(*origin, title).help("remove one of the two"));
        }
    }
    Ok(databases)
}

fn database(cursor: &mut Cursor<'_>) -> Result<(Database, Origin), Diagnostic> {
    let Some((word, origin)) = cursor.eat_identifier() else {
        return Err(cursor.expected("the name of a database"));
    };
    let folded = word.to_ascii_lowercase();
    let known = Database::ALL.into_iter();
    if let Some(database) = known.clone().find(|database| database.word() == folded) {
        return Ok((database, origin));
    }
    let error = Diagnostic::new(origin, format!("there is no database `{word}`"));
    match nearest(&folded, known.map(Database::word)) {
        Some(near) => Err(error.help(format!("write `{near}`"))),
        None => Err(error.help("write `postgres`, `sqlite`, `mysql` or `mariadb`")),
    }
}

fn unknown(inner: Cursor<'_>, origin: Origin) -> Diagnostic {
    let word = inner.word().unwrap_or("…");
    let error = Diagnostic::new(
        origin,
        format!("the attribute `{word}` has no meaning here"),
    );
    match word {
        "allow" | "warn" | "deny" => error
            .why("an exception from a rule says why it is one")
            .help("write `#[expect(rule, reason = \"…\")]`"),
        "cfg" => error
            .why("a migration is the same in every build, or databases drift apart")
            .help("write `#[only(postgres)]` for a single database"),
        _ => error.help("write `#[expect(rule, reason = \"…\")]` or `#[only(postgres)]`"),
    }
}
