//! What a statement lowers into: the schema as it stands, and the acts so far. Takes
//! changes, gives acts with the schemas around each; must not know any statement.

use std::cell::Cell;
use std::rc::Rc;

use super::{Attached, Refusal, doubtful};
use crate::doubt::{Doubt, Doubts};
use crate::expressions::Checker;
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Alteration, Change, ColumnChange, Schema};
use crate::syntax::ast::{
    ColumnAttributeKind, ColumnPhrase, ConstraintPhrase, ConstraintPhraseKind, IndexPhrase, Name,
    TableName, Type,
};
use crate::target::Target;

/// One change, who asked for it, and the schemas around it.
#[derive(Clone, Debug)]
pub(crate) struct Act {
    pub(crate) change: Change,
    /// The smallest thing that the user must change when this act is refused.
    pub(crate) origin: Origin,
    pub(crate) before: Schema,
    pub(crate) after: Schema,
    /// What was written over it: on the statement or the action. A part of a new table
    /// has its own, see [`Act::expectations_at`].
    pub(crate) expectations: Vec<Rc<Expectation>>,
    pub(crate) places: Places,
}

/// Where the parts of a change stand: a column by its name (its type), a constraint or
/// an index by its name (its first word). A table's parts have places of their own.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(pub(crate) Vec<Place>);

/// Where a part of a change stands, and what was written over it alone.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(crate) part: String,
    pub(crate) origin: Origin,
    pub(crate) expectations: Vec<Rc<Expectation>>,
}

impl Places {
    pub(crate) fn add(&mut self, part: &str, origin: Origin, attached: &Attached) {
        self.0.push(Place {
            part: part.to_owned(),
            origin,
            expectations: attached.expectations.clone(),
        });
    }
}

impl Places {
    /// Where these words of a part stand, or the part itself; nothing where neither has a
    /// place of its own.
    pub(crate) fn of(&self, part: &str, words: &str) -> Option<Origin> {
        let words = format!("{part} {words}");
        let found = self.find(&words).or_else(|| self.find(part));
        found.map(|place| place.origin)
    }

    /// The words of a column that a rule or a database may have something to say about.
    pub(crate) fn words_of_column(&mut self, phrase: &ColumnPhrase) {
        for attribute in &phrase.attributes {
            let words = match attribute.kind {
                ColumnAttributeKind::NotNull => "not null",
                ColumnAttributeKind::IdentityAlways | ColumnAttributeKind::IdentityByDefault => {
                    "identity"
                }
                ColumnAttributeKind::Collate(_) => "collate",
                ColumnAttributeKind::Null
                | ColumnAttributeKind::Default(_)
                | ColumnAttributeKind::PrimaryKey
                | ColumnAttributeKind::Unique { .. }
                | ColumnAttributeKind::Check(_)
                | ColumnAttributeKind::References(_)
                | ColumnAttributeKind::Generated { .. }
                | ColumnAttributeKind::Comment(_) => continue,
            };
            self.words(&phrase.name.text, words, Some(attribute.origin));
        }
    }

    /// The words of an index that some database has none for.
    pub(crate) fn words_of_index(&mut self, index: &str, phrase: &IndexPhrase) {
        let method = phrase.method.as_ref().map(|name| name.origin);
        let include = phrase.include.first().map(|name| name.origin);
        let with = phrase.with.first().map(|(name, _)| name.origin);
        self.words(index, "using", method);
        self.words(index, "include", include);
        self.words(index, "with", with);
        self.words(index, "nulls not distinct", phrase.nulls_not_distinct);
    }

    /// The same of a constraint.
    pub(crate) fn words_of_constraint(&mut self, name: &str, phrase: &ConstraintPhrase) {
        if let ConstraintPhraseKind::Unique {
            nulls_not_distinct, ..
        } = &phrase.kind
        {
            self.words(name, "nulls not distinct", *nulls_not_distinct);
        }
    }

    fn words(&mut self, part: &str, words: &str, origin: Option<Origin>) {
        if let Some(origin) = origin {
            self.add(&format!("{part} {words}"), origin, &Attached::default());
        }
    }

    fn find(&self, part: &str) -> Option<&Place> {
        self.0.iter().find(|place| place.part == part)
    }
}

impl Act {
    /// The table, the column and its new type, where a type is changed.
    pub(crate) fn type_change(&self) -> Option<(&TableName, &str, &Type)> {
        match &self.change {
            Change::Alter(Alteration::Column(table, column, ColumnChange::Type { ty, .. })) => {
                Some((table, column, ty))
            }
            _ => None,
        }
    }

    /// Where this part of the change stands, or the change itself.
    pub(crate) fn place(&self, part: &str) -> Origin {
        let found = self.places.find(part);
        found.map_or(self.origin, |place| place.origin)
    }

    /// Where these words of a part stand, or the part itself.
    pub(crate) fn place_of(&self, part: &str, words: &str) -> Origin {
        self.places.of(part, words).unwrap_or(self.origin)
    }

    /// What was written over this change, and over the part of it that stands here.
    pub(crate) fn expectations_at(&self, origin: Origin) -> Vec<&Rc<Expectation>> {
        let here = self.places.0.iter();
        let here = here.filter(|place| place.origin.starts_with(origin));
        let parts = here.flat_map(|place| &place.expectations);
        self.expectations.iter().chain(parts).collect()
    }
}

/// `#[expect(rule, reason = "…")]`
#[derive(Debug)]
pub(crate) struct Expectation {
    pub(crate) rule: Name,
    pub(crate) reason: Option<String>,
    pub(crate) origin: Origin,
    /// Whether a finding was accepted by it, on any target.
    pub(crate) fulfilled: Cell<bool>,
}

impl Expectation {
    /// Whether it says anything to whoever reads it later.
    pub(crate) fn has_reason(&self) -> bool {
        let reason = self.reason.as_deref();
        reason.is_some_and(|reason| !reason.trim().is_empty())
    }
}

/// The state of lowering one migration for targets that share a schema.
#[derive(Debug)]
pub(crate) struct Lowering<'a> {
    pub(crate) targets: &'a [Target],
    /// The number of the migration in its history, from 1.
    pub(crate) ordinal: u32,
    /// The schema before the next act.
    pub(crate) schema: Schema,
    pub(crate) acts: Vec<Act>,
    pub(crate) report: &'a mut Report,
    /// The expectations over what is being lowered, outermost first.
    pub(crate) expectations: Vec<Rc<Expectation>>,
    /// Names that a statement with a mistake of its own would have made: nobody is told
    /// that they are unknown.
    pub(crate) doubtful: Doubts,
}

impl<'a> Lowering<'a> {
    pub(crate) fn new(
        targets: &'a [Target],
        ordinal: u32,
        schema: Schema,
        report: &'a mut Report,
    ) -> Self {
        Self {
            targets,
            ordinal,
            schema,
            acts: Vec::new(),
            report,
            expectations: Vec::new(),
            doubtful: Doubts::new(),
        }
    }

    /// Applies a change to the schema and records it.
    pub(crate) fn act(&mut self, change: Change, origin: Origin) {
        self.act_with(change, origin, Places::default());
    }

    /// The same, for a change whose parts have places of their own.
    pub(crate) fn act_with(&mut self, change: Change, origin: Origin, places: Places) {
        let before = self.schema.clone();
        self.schema.apply(&change, self.ordinal);
        self.acts.push(Act {
            change,
            origin,
            before,
            after: self.schema.clone(),
            expectations: self.expectations.clone(),
            places,
        });
    }

    /// Takes what was refused for done, so that nobody is told what follows from it.
    pub(crate) fn suppose(&mut self, changes: Vec<Change>) {
        for change in changes {
            self.schema.apply(&change, self.ordinal);
        }
    }

    /// Lowers what stands under these attributes, unless it is for other targets. Gives
    /// whether nothing was refused.
    pub(crate) fn under(
        &mut self,
        attached: &Attached,
        lower: impl FnOnce(&mut Self) -> Result<(), Refusal>,
    ) -> Outcome {
        if !attached.applies(self.targets) {
            return Outcome::Skipped;
        }
        let outside = self.expectations.len();
        self.expectations
            .extend(attached.expectations.iter().cloned());
        let result = lower(self);
        self.expectations.truncate(outside);
        match result {
            Ok(()) => Outcome::Lowered,
            Err(refusal) => {
                self.refuse(refusal);
                Outcome::Refused
            }
        }
    }

    /// Takes the names of what was refused for doubtful.
    pub(crate) fn doubt(&mut self, outcome: Outcome, names: impl FnOnce() -> Vec<Doubt>) {
        if outcome == Outcome::Refused {
            self.doubtful.extend(names());
        }
    }

    /// Reports why something was refused, unless that follows from another mistake.
    pub(crate) fn refuse(&mut self, refusal: Refusal) {
        match refusal {
            Refusal::Error(error) if error.follows_from(&self.doubtful) => {}
            Refusal::Error(error) => self.report.error(error),
            Refusal::Unknown { name, .. } if self.is_doubtful(&name) => {}
            Refusal::Unknown { error, .. } => self.report.error(*error),
        }
    }

    /// Whether a statement with a mistake would have made this name, or what it is called
    /// after: the names of indexes and constraints hold those of tables and columns.
    fn is_doubtful(&self, name: &str) -> bool {
        let ends = |rest: &str| rest.is_empty() || rest.starts_with('_');
        let holds = |known: &str| {
            let mut places = name.match_indices(known);
            places.any(|(at, _)| {
                let (before, rest) = (&name[..at], &name[at + known.len()..]);
                (before.is_empty() || before.ends_with('_')) && ends(rest)
            })
        };
        self.doubtful.iter().filter_map(Doubt::made_name).any(holds)
    }

    /// Checks a statement over the rows of a table, in silence about what other mistakes
    /// leave unknown.
    pub(super) fn check<T>(
        &mut self,
        table: &TableName,
        check: impl FnOnce(&mut Checker<'_>) -> T,
    ) {
        let mut report = Report::default();
        check(&mut Checker {
            schema: &self.schema,
            targets: self.targets,
            report: &mut report,
        });
        let around = (&self.schema, self.schema.table(table));
        doubtful::report(report.drain(), &self.doubtful, around, self.report);
    }
}

/// What became of something that stands under attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Lowered,
    Refused,
    /// It is for other targets.
    Skipped,
}
