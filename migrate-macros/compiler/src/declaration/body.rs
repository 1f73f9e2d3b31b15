//! The body of a migration: its statements and its way back. Takes tokens, gives what
//! could be read, and the names of what could not; must not know any statement.

use std::rc::Rc;

use proc_macro2::{Delimiter, TokenTree};

use super::Header;
use crate::diagnostic::Diagnostic;
use crate::doubt::Doubts;
use crate::nearest::nearest;
use crate::origin::Origin;
use crate::report::Report;
use crate::statements::{self, Expectation, Item};
use crate::syntax::{self, Cursor, Tokens};
use crate::target::{Database, Target};

/// A migration as it was written.
#[derive(Debug)]
pub(crate) struct Declaration {
    pub(crate) header: Header,
    pub(crate) body: Vec<Item>,
    /// What was written about the way back; it is derived where nothing was.
    pub(crate) down: Option<DownPart>,
    /// The names in statements that could not be read.
    pub(crate) doubtful: Doubts,
}

/// The way back.
#[derive(Debug)]
pub(crate) enum DownPart {
    /// `down { … }`
    Statements { items: Vec<Item>, origin: Origin },
    /// `irreversible "reason";`
    Irreversible { reason: String, origin: Origin },
}

impl DownPart {
    fn origin(&self) -> Origin {
        match self {
            Self::Statements { origin, .. } | Self::Irreversible { origin, .. } => *origin,
        }
    }
}

impl Declaration {
    /// Reads the body. Each statement that cannot be read costs one error, and the others
    /// go on.
    pub(crate) fn parse(header: Header, body: &[TokenTree], report: &mut Report) -> Self {
        let tokens = Tokens::new(body.iter().cloned());
        let mut declaration = Self {
            header,
            body: Vec::new(),
            down: None,
            doubtful: Doubts::new(),
        };
        for statement in syntax::statements(tokens.cursor(), report) {
            match parse_down(statement, &mut declaration.doubtful, report) {
                None => declaration.push(statement, report),
                Some(down) => {
                    let result = down.and_then(|down| declaration.set_down(down));
                    report.take(result);
                }
            }
        }
        declaration
    }

    fn push(&mut self, statement: Cursor<'_>, report: &mut Report) {
        let item = parse_item(statement, &mut self.doubtful, report);
        self.body.extend(item);
    }

    fn set_down(&mut self, down: DownPart) -> Result<(), Diagnostic> {
        if self.down.is_some() {
            return Err(
                Diagnostic::new(down.origin(), "the way back is written twice")
                    .help("keep one `down { … }`, or one `irreversible \"…\"`"),
            );
        }
        self.down = Some(down);
        Ok(())
    }

    /// Whether something is for some of the targets only, so that each has a schema of
    /// its own.
    pub(crate) fn uses_only(&self) -> bool {
        self.restrictions().next().is_some()
    }

    /// Reports each `#[only(…)]` of a database that the history is not for.
    pub(crate) fn check_only(&self, targets: &[Target], report: &mut Report) {
        for (database, origin) in self.restrictions() {
            if !targets.iter().any(|target| target.database == database) {
                report.error(foreign(database, origin, targets));
            }
        }
    }

    /// Every `#[expect(…)]`, wherever it stands.
    pub(crate) fn expectations(&self) -> Vec<&Rc<Expectation>> {
        let header = self.header.attributes.expectations.iter();
        header
            .chain(self.items().flat_map(Item::expectations))
            .collect()
    }

    fn restrictions(&self) -> impl Iterator<Item = (Database, Origin)> {
        self.items().flat_map(Item::restrictions)
    }

    /// The statements of both ways.
    fn items(&self) -> impl Iterator<Item = &Item> {
        let down = match &self.down {
            Some(DownPart::Statements { items, .. }) => items.as_slice(),
            Some(DownPart::Irreversible { .. }) | None => &[],
        };
        self.body.iter().chain(down)
    }
}

/// A statement, or the names in it where it cannot be read: all but the one that nothing
/// has, if that is why.
fn parse_item(statement: Cursor<'_>, doubtful: &mut Doubts, report: &mut Report) -> Option<Item> {
    let errors = report.len();
    let item = Item::parse(statement, report);
    if item.is_none() {
        let mut names = Doubts::new();
        statements::words(statement, &mut names);
        for unknown in report.about_since(errors) {
            names.remove(unknown);
        }
        doubtful.append(&mut names);
    }
    item
}

/// `down { … }` or `irreversible "…"`; nothing where another statement follows.
fn parse_down(
    mut cursor: Cursor<'_>,
    doubtful: &mut Doubts,
    report: &mut Report,
) -> Option<Result<DownPart, Diagnostic>> {
    if let Some(origin) = cursor.eat_word("irreversible") {
        return Some(irreversible(cursor, origin));
    }
    let origin = cursor.eat_word("down")?;
    let (inner, _) = match cursor.expect_group(Delimiter::Brace) {
        Ok(inner) => inner,
        Err(error) => return Some(Err(error)),
    };
    let mut items = Vec::new();
    for statement in syntax::statements(inner, report) {
        items.extend(parse_item(statement, doubtful, report));
    }
    let end = cursor.expect_end();
    Some(end.map(|()| DownPart::Statements { items, origin }))
}

fn irreversible(mut cursor: Cursor<'_>, origin: Origin) -> Result<DownPart, Diagnostic> {
    let Some((reason, _)) = cursor.eat_string() else {
        return Err(Diagnostic::new(origin, "`irreversible` gives no reason")
            .why("whoever wants to go back reads it")
            .help("write `irreversible \"…\";`"));
    };
    cursor.expect_end()?;
    Ok(DownPart::Irreversible { reason, origin })
}

fn foreign(database: Database, origin: Origin, targets: &[Target]) -> Diagnostic {
    let word = database.word();
    let words: Vec<&str> = targets
        .iter()
        .map(|target| target.database.word())
        .collect();
    let error = Diagnostic::new(origin, format!("this history is not for `{word}`"))
        .why(format!("its first migration is `on {}`", words.join(", ")));
    match nearest(word, words) {
        Some(near) => error.help(format!("write `{near}`")),
        None => error.help(format!("remove `{word}`, or add it to the first migration")),
    }
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use proc_macro2::{TokenStream, TokenTree};

    use super::{Declaration, DownPart, Header};
    use crate::doubt::Doubt;
    use crate::report::Report;
    use crate::statements::testing::oldest;
    use crate::target::Database;

    fn parse(body: &str) -> (Declaration, Vec<String>) {
        let text = format!("#[expect(ddl_with_dml, reason = \"x\")] static A on sqlite; {body}");
        let stream = TokenStream::from_str(&text).expect("tokens");
        let tokens: Vec<TokenTree> = stream.into_iter().collect();
        let mut report = Report::default();
        let (header, body) = Header::parse(&tokens, &mut report).expect("a header");
        let declaration = Declaration::parse(header, body, &mut report);
        declaration.check_only(&[oldest(Database::Sqlite)], &mut report);
        let titles = report.drain().into_iter().map(|error| error.title);
        (declaration, titles.collect())
    }

    #[test]
    fn the_way_back_is_written_beside_the_statements() {
        let (declaration, errors) =
            parse("create table t { a: int } down { drop table t; drop table u; }");
        assert_eq!((declaration.body.len(), errors), (1, Vec::new()));
        let Some(DownPart::Statements { items, .. }) = declaration.down else {
            panic!("{:?}", declaration.down);
        };
        assert_eq!(items.len(), 2);

        let (declaration, errors) = parse("drop table t; irreversible \"gone\"; down { }");
        assert_eq!(errors, ["the way back is written twice"]);
        assert!(matches!(
            declaration.down,
            Some(DownPart::Irreversible { .. })
        ));
        assert_eq!(parse("irreversible;").1, ["`irreversible` gives no reason"]);
    }

    #[test]
    fn a_statement_that_cannot_be_read_costs_one_error() {
        let (declaration, errors) =
            parse("creat table t { a: int } drop tabel t; create table u { b: int }");
        assert_eq!(declaration.body.len(), 1);
        assert_eq!(
            errors,
            [
                "there is no statement `creat table`",
                "there is no statement `drop tabel`"
            ]
        );
        assert!(declaration.doubtful.contains(&Doubt::made("t")));
    }

    #[test]
    fn attributes_of_parts_are_found() {
        let (declaration, errors) = parse(
            "create table t {
                #[only(sqlite)] #[expect(int_primary_key, reason = \"small\")] a: int primary key,
                #[only(postgres)] b: int,
            }
            alter table t { #[expect(drop_column, reason = \"unread\")] drop column a }",
        );
        assert_eq!(errors, ["this history is not for `postgres`"]);
        assert!(declaration.uses_only());
        let rules = declaration.expectations().into_iter();
        let rules: Vec<&str> = rules.map(|known| known.rule.text.as_str()).collect();
        assert_eq!(rules, ["ddl_with_dml", "int_primary_key", "drop_column"]);
        assert!(!parse("drop table t;").0.uses_only());
    }
}
