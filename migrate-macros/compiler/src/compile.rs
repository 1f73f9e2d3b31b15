//! The whole of a compilation: parse, resolve, check, plan, emit. Takes the tokens of a
//! migration with its past in front, gives items; a migration with mistakes still has its
//! static and its callback, so that one mistake is one error.

use std::collections::BTreeSet;
use std::rc::Rc;

use proc_macro2::{TokenStream, TokenTree};

use crate::chain;
use crate::checksum::checksum;
use crate::declaration::{Declaration, Header};
use crate::diagnostic::{Diagnostic, Level};
use crate::dialect::{self, Dialect};
use crate::emit::{self, Artefact};
use crate::piece::Piece;
use crate::plan::{Plan, Planner};
use crate::program::{self, Down, Program, Strand};
use crate::report::Report;
use crate::rules::{self, Direction, Knowledge, Subject};
use crate::schema::{Constraint, Lineage, Past};
use crate::statements::Act;
use crate::syntax;
use crate::syntax::ast::TableName;
use crate::target::Target;

/// Compiles one migration.
pub(crate) fn compile(input: TokenStream) -> TokenStream {
    let mut report = Report::default();
    let (pieces, input) = chain::split_past(input);
    let (runtime, tokens) = chain::split_runtime(input);
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let Some((header, body)) = Header::parse(&tokens, &mut report) else {
        return emit::errors(&report.drain());
    };
    let declaration = Declaration::parse(header, body, &mut report);
    let past = known_past(&declaration.header, pieces.as_deref(), &mut report);
    let targets = targets(&declaration.header, &past, &mut report);
    let text = syntax::canonical(syntax::Tokens::new(body.iter().cloned()).cursor());
    let compilation = Compilation {
        declaration: &declaration,
        checksum: checksum_of(&text, &targets),
        past,
        targets,
        knowledge: Knowledge::Whole,
        report,
    };
    compilation.run(&runtime)
}

/// What a child is told, or the beginning of a history.
fn known_past(header: &Header, pieces: Option<&[Rc<Piece>]>, report: &mut Report) -> Past {
    let Some(pieces) = pieces else {
        let levels = rules::levels(&header.attributes.levels, report);
        return Past::root(header.root_targets(), levels);
    };
    let past = Past::decode(pieces);
    let past = past.map_err(|reason| {
        let help = "build the whole history with one version of the compiler";
        Diagnostic::new(header.origin(), reason).help(help)
    });
    report.take(past).unwrap_or_default()
}

/// The databases of the migration that there are plans for, at today's versions.
fn targets(header: &Header, past: &Past, report: &mut Report) -> Vec<Target> {
    let mut targets = header.inherit(&past.targets, report);
    for on in &header.clauses.targets {
        let is_ours = targets.iter().any(|target| target.database == on.database);
        if is_ours && dialect::of(on.database).is_none() {
            let title = format!("there are no plans for {} yet", on.database.title());
            let help = "write `on postgres`, `on sqlite` or both";
            report.error(Diagnostic::new(on.origin, title).help(help));
        }
    }
    targets.retain(|target| dialect::of(target.database).is_some());
    targets
}

/// Statements and databases count; descriptions, reasons, comments and formatting do not.
fn checksum_of(body: &str, targets: &[Target]) -> String {
    let databases: Vec<&str> = targets
        .iter()
        .map(|target| target.database.word())
        .collect();
    checksum([databases.join(" ").as_str(), body])
}

struct Compilation<'a> {
    declaration: &'a Declaration,
    checksum: String,
    past: Past,
    targets: Vec<Target>,
    knowledge: Knowledge,
    report: Report,
}

impl Compilation<'_> {
    fn run(mut self, runtime: &TokenStream) -> TokenStream {
        self.check_identity();
        self.declaration.check_only(&self.targets, &mut self.report);
        let program = program::resolve(
            self.declaration,
            &self.past,
            &self.targets,
            &mut self.report,
        );
        if !program.doubtful.is_empty() {
            self.knowledge = Knowledge::Partial;
        }
        let plans = self.plans(&program);
        self.check_expectations(&program);
        self.check_that_something_changes();
        let past = self.next_past(program);
        let warnings = self.report.take_warnings();
        let errors = self.report.drain();
        let artefact = Artefact {
            runtime,
            header: &self.declaration.header,
            checksum: &self.checksum,
            past: &past.encode(),
            unvalidated: &past.unvalidated,
            plans: if errors.is_empty() { &plans } else { &[] },
            warnings: &warnings,
            errors: &errors,
        };
        artefact.emit()
    }

    /// A name stands for one migration in the ledger.
    fn check_identity(&mut self) {
        let header = &self.declaration.header;
        if self.past.migrations.contains(&header.name) {
            let title = format!("the history already has a migration `{}`", header.name);
            let why = "its name is what the ledger knows a migration by";
            let help = "give this one another name";
            let error = Diagnostic::new(header.origin(), title).why(why).help(help);
            self.report.error(error);
        }
    }

    /// The plan for each target, in the order of `on`; rules read what its steps cost.
    fn plans(&mut self, program: &Program) -> Vec<Plan> {
        let mut plans = Vec::new();
        for target in self.targets.clone() {
            let mut strands = program.strands.iter();
            let strand = strands.find(|strand| strand.targets.contains(&target));
            if let (Some(strand), Some(dialect)) = (strand, dialect::of(target.database)) {
                plans.push(self.plan(target, dialect, strand));
            }
        }
        plans
    }

    fn plan(&mut self, target: Target, dialect: &dyn Dialect, strand: &Strand) -> Plan {
        let ordinal = strand.ordinal;
        let planner = Planner { dialect, target };
        let before = self.report.len();
        let up = planner.steps(&strand.acts, ordinal, &mut self.report);
        let refused = self.report.len() > before;
        let breaks = self.judge(target, ordinal, Direction::Up, &strand.acts, &up);
        let written = match &strand.down {
            Down::Written(acts) => {
                let steps = planner.steps(acts, ordinal + 1, &mut self.report);
                self.judge(target, ordinal + 1, Direction::Down, acts, &steps);
                steps
            }
            Down::Derived | Down::Irreversible(_) => Vec::new(),
        };
        if !refused {
            let mut plan = planner.plan(strand, up, written, &mut self.report);
            plan.breaks = breaks;
            return plan;
        }
        // What a database cannot do on the way up is not told again of the way down.
        let mut unheard = Report::default();
        let plan = planner.plan(strand, up, written, &mut unheard);
        unheard.drain();
        plan
    }

    /// Reports what is not accepted, and gives what breaks for programs written before.
    fn judge(
        &mut self,
        target: Target,
        new_since: u32,
        direction: Direction,
        acts: &[Act],
        steps: &[dialect::Step],
    ) -> Vec<String> {
        let header = &self.declaration.header;
        let subject = Subject {
            target,
            header,
            direction,
            acts,
            steps,
            new_since,
            past: self.knowledge,
        };
        for verdict in rules::judge(&subject, &self.past.levels) {
            if verdict.level == Level::Deny {
                self.report.error(verdict.diagnostic);
            } else {
                self.report.warn(verdict.rule, verdict.diagnostic);
            }
        }
        rules::breaks(&subject)
    }

    /// What was expected and did not come: not asked where a statement did not resolve.
    fn check_expectations(&mut self, program: &Program) {
        let expectations = self.declaration.expectations();
        rules::check_names(&expectations, &mut self.report);
        rules::check_places(&self.declaration.header, &mut self.report);
        if program.doubtful.is_empty() && self.report.is_empty() {
            rules::check_fulfilled(&expectations, &mut self.report);
        }
    }

    /// A root may say for which databases and under which rules a history is, and no more.
    fn check_that_something_changes(&mut self) {
        let header = &self.declaration.header;
        let is_root = header.parents().is_empty();
        if is_root || !self.declaration.body.is_empty() || !self.report.is_empty() {
            return;
        }
        let title = format!("`{}` changes nothing", header.static_name);
        let why = "it has no statement: it would be a row in the ledger of every database, and no \
                   more";
        let help = "write its statements, or remove it and let its children come after its parent";
        let error = Diagnostic::new(header.origin(), title).why(why).help(help);
        self.report.error(error);
    }

    /// What the children of this migration are told.
    fn next_past(&mut self, program: Program) -> Past {
        let mut past = std::mem::take(&mut self.past);
        past.migrations.push(&self.declaration.header.name);
        past.targets.clone_from(&self.targets);
        past.doubtful = program.doubtful.into_iter().collect();
        past.unvalidated = unvalidated(&past.unvalidated, &program.strands);
        past.lineages.clear();
        for mut strand in program.strands {
            strand.after.settle();
            let same = past
                .lineages
                .iter_mut()
                .find(|lineage| lineage.schema == strand.after);
            match same {
                Some(lineage) => {
                    lineage.targets.extend(strand.targets);
                    lineage.schema.join(&strand.after);
                }
                None => past.lineages.push(Lineage {
                    targets: strand.targets,
                    schema: strand.after,
                }),
            }
        }
        past
    }
}

/// The constraints that are not valid at the end: of those from before, and of the tables
/// that the migration touched.
fn unvalidated(before: &[(TableName, String)], strands: &[Strand]) -> Vec<(TableName, String)> {
    let mut found = Vec::new();
    for strand in strands {
        let touched = strand.acts.iter().flat_map(|act| act.change.names());
        let before = before.iter().map(|(table, _)| table.clone());
        let tables: BTreeSet<TableName> = before.chain(touched).collect();
        for table in tables.iter().filter_map(|table| strand.after.table(table)) {
            let invalid = table
                .constraints
                .iter()
                .filter(|constraint| !constraint.valid);
            let named = |constraint: &Constraint| (table.name.clone(), constraint.name.clone());
            found.extend(invalid.map(named));
        }
    }
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod helps;
#[cfg(test)]
mod hover;
#[cfg(test)]
mod names;
#[cfg(test)]
mod pairs;
#[cfg(test)]
mod robustness;
#[cfg(test)]
mod rules_page;
#[cfg(test)]
mod testing;
