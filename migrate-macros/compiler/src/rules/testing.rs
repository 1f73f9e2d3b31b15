//! Asks the rules about a history in the language. Takes a text, gives what was found and
//! where; must not know any rule.

use std::cell::Cell;
use std::rc::Rc;

use super::judge::{Verdict, judge};
use super::{Direction, Knowledge, Subject, rule};
use crate::declaration::Header;
use crate::diagnostic::Level;
use crate::dialect::{self, Situation, Step};
use crate::origin::Origin;
use crate::report::Report;
use crate::statements::testing::{Lowered, lower_on};
use crate::statements::{Act, Expectation};
use crate::syntax::ast::Name;
use crate::target::{Database, Target, Version};

/// Tables that are in use in every case.
pub(crate) const SHOP: &str = "
create table customers {
    id: bigint identity primary key,
    email: varchar(255) not null unique,
    name: text not null,
}
create table products { id: bigint identity primary key, sku: text }
create table orders {
    id: bigint identity primary key,
    customer_id: bigint not null references customers(id),
    status: text not null default \"new\",
    note: text,
    code: varchar(50),
    total: numeric(12, 2) check (total >= 0),
    quantity: int,
    placed_at: timestamptz not null default now(),
    index (customer_id),
    index by_status (status, placed_at),
}
create table lines {
    order_id: bigint not null references orders(id),
    product_id: bigint not null references products(id),
    primary key (order_id, product_id),
    index (product_id),
}
create table events { kind: text, day: date }
create table links { name: text not null, target: text not null }
---
";

/// What some of the cases need beside the tables.
const EXTENSIONS: &str = "
sql \"create extension citext\" undo \"drop extension citext\";
sql \"create extension btree_gist\" undo \"drop extension btree_gist\";
";

/// A history after the shop.
pub(crate) fn after_shop(history: &str) -> String {
    format!("{EXTENSIONS}{SHOP}{history}")
}

/// PostgreSQL 14.
pub(crate) fn postgres() -> Target {
    Target {
        database: Database::Postgres,
        version: Version([14, 0, 0]),
    }
}

/// SQLite, the oldest.
pub(crate) fn sqlite() -> Target {
    Target {
        database: Database::Sqlite,
        version: Database::Sqlite.oldest(),
    }
}

/// What every rule finds in the last migration of a history, by its name and the text of
/// its place. A line `---` separates migrations.
pub(crate) fn found(target: Target, history: &str) -> Vec<(&'static str, String)> {
    let migration = Migration::new(target, history);
    let verdicts = migration.judge(&[]);
    let found = verdicts
        .iter()
        .map(|verdict| (verdict.rule, text(verdict.diagnostic.origin)));
    found.collect()
}

/// The errors of a history that does not resolve.
pub(crate) fn errors(target: Target, history: &str) -> Vec<String> {
    let lowered = lower_on(&[target], history);
    lowered.titles().into_iter().map(str::to_owned).collect()
}

/// Each text, after the shop, has the rule's findings at these places on PostgreSQL; what
/// is found can be expected, and its level changed.
#[track_caller]
pub(crate) fn check(name: &str, cases: &[(&str, &[&str])]) {
    check_on(postgres(), name, cases);
}

/// The same, on a target.
#[track_caller]
pub(crate) fn check_on(target: Target, name: &str, cases: &[(&str, &[&str])]) {
    let rule = rule(name).expect("a rule");
    for (text, places) in cases {
        let mut migration = Migration::new(target, &after_shop(text));
        assert_eq!(migration.places(name, Level::Warn), *places, "{text}");
        assert!(migration.places(name, Level::Allow).is_empty(), "{text}");
        if !places.is_empty() {
            assert_eq!(migration.level(name), rule.level, "{text}");
            migration.expect(name);
            assert!(migration.places(name, Level::Deny).is_empty(), "{text}");
        }
    }
}

/// The last migration of a history on a target.
struct Migration {
    target: Target,
    header: Header,
    lowered: Lowered,
    ordinal: u32,
    steps: Vec<Step>,
}

impl Migration {
    fn new(target: Target, history: &str) -> Self {
        let ordinal = history.split("\n---\n").count();
        let lowered = lower_on(&[target], history).accepted();
        let ordinal = u32::try_from(ordinal).expect("a short history");
        Self {
            target,
            header: header(),
            steps: steps(target, &lowered.acts, ordinal),
            lowered,
            ordinal,
        }
    }

    fn judge(&self, levels: &[(String, Level)]) -> Vec<Verdict> {
        let subject = Subject {
            target: self.target,
            header: &self.header,
            direction: Direction::Up,
            acts: &self.lowered.acts,
            steps: &self.steps,
            new_since: self.ordinal,
            past: Knowledge::Whole,
        };
        judge(&subject, levels)
    }

    /// Where one rule of this level finds something.
    fn places(&self, name: &str, level: Level) -> Vec<String> {
        let verdicts = self.judge(&[(name.to_owned(), level)]);
        let of_rule = verdicts.iter().filter(|verdict| verdict.rule == name);
        of_rule
            .map(|verdict| text(verdict.diagnostic.origin))
            .collect()
    }

    /// The level of a rule that finds something, as no root sets it.
    fn level(&self, name: &str) -> Level {
        let verdicts = self.judge(&[]);
        let mut of_rule = verdicts.iter().filter(|verdict| verdict.rule == name);
        of_rule.next().map_or(Level::Allow, |verdict| verdict.level)
    }

    /// Puts an expectation over every statement and over the migration.
    fn expect(&mut self, name: &str) {
        let origin = Origin::elsewhere();
        let expectation = Rc::new(Expectation {
            rule: Name::new(name, origin),
            reason: Some("tested".to_owned()),
            origin,
            fulfilled: Cell::new(false),
        });
        for act in &mut self.lowered.acts {
            act.expectations.push(expectation.clone());
        }
        self.header.attributes.expectations.push(expectation);
    }
}

fn header() -> Header {
    let tokens: proc_macro2::TokenStream = "/** Tested. */ static TESTED on postgres;"
        .parse()
        .expect("tokens");
    let tokens: Vec<_> = tokens.into_iter().collect();
    let mut report = Report::default();
    let (header, _) = Header::parse(&tokens, &mut report).expect("a header");
    assert!(report.drain().is_empty());
    header
}

fn steps(target: Target, acts: &[Act], new_since: u32) -> Vec<Step> {
    let situations: Vec<Situation<'_>> = acts
        .iter()
        .map(|act| Situation {
            change: &act.change,
            origin: act.origin,
            places: &act.places,
            before: &act.before,
            after: &act.after,
            new_since,
        })
        .collect();
    let mut report = Report::default();
    let dialect = dialect::of(target.database).expect("a dialect");
    let steps = dialect.steps(target, &situations, &mut report);
    assert!(report.drain().is_empty());
    steps
}

/// The source between the first and the last token of a place.
fn text(origin: Origin) -> String {
    let (first, last) = (origin.first(), origin.last());
    let whole = first.join(last).unwrap_or(first);
    whole.source_text().unwrap_or_default()
}
