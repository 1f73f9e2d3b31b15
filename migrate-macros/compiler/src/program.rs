//! A declaration resolved against the schema of its past: every change with its origin
//! and the schemas around it, once for all targets that share a schema. Takes a
//! declaration and a past, gives a program; must not know any SQL.

use crate::declaration::{Declaration, DownPart};
use crate::diagnostic::Diagnostic;
use crate::doubt::{Doubt, Doubts};
use crate::origin::Origin;
use crate::report::Report;
use crate::schema::{Lineage, Past, Schema};
use crate::statements::{Act, Item, Lowering};
use crate::target::Target;

/// What a migration means.
#[derive(Debug)]
pub(crate) struct Program {
    pub(crate) strands: Vec<Strand>,
    /// Names of statements that did not resolve: who mentions them later is not told.
    pub(crate) doubtful: Doubts,
}

/// What a migration means on targets that share a schema.
#[derive(Debug)]
pub(crate) struct Strand {
    /// The number of the migration in its history, from 1.
    pub(crate) ordinal: u32,
    pub(crate) targets: Vec<Target>,
    pub(crate) acts: Vec<Act>,
    pub(crate) after: Schema,
    pub(crate) down: Down,
}

/// Where the way down comes from.
#[derive(Debug)]
pub(crate) enum Down {
    Derived,
    Written(Vec<Act>),
    Irreversible(String),
}

/// Resolves every statement on every target that it is for.
pub(crate) fn resolve(
    declaration: &Declaration,
    past: &Past,
    targets: &[Target],
    report: &mut Report,
) -> Program {
    let mut resolver = Resolver {
        declaration,
        ordinal: past.next_ordinal(),
        doubtful: past.doubtful.iter().cloned().collect(),
        report,
    };
    let unread = declaration.doubtful.iter().cloned();
    resolver.doubtful.extend(unread);
    resolver.report.forget(&resolver.doubtful);
    resolver.undo_is_somewhere();
    let lineages = lineages(declaration, past, targets);
    let strands = lineages
        .into_iter()
        .map(|lineage| resolver.strand(lineage))
        .collect();
    Program {
        strands,
        doubtful: resolver.doubtful,
    }
}

/// The lineages of the past with today's versions; each target by itself where the
/// migration tells them apart.
fn lineages(declaration: &Declaration, past: &Past, targets: &[Target]) -> Vec<Lineage> {
    let today = |target: &Target| {
        targets
            .iter()
            .copied()
            .find(|now| now.database == target.database)
    };
    let mut lineages = Vec::new();
    for lineage in &past.lineages {
        let targets: Vec<Target> = lineage.targets.iter().filter_map(today).collect();
        let groups: Vec<Vec<Target>> = if declaration.uses_only() {
            targets.iter().map(|target| vec![*target]).collect()
        } else {
            vec![targets]
        };
        let schema = &lineage.schema;
        lineages.extend(groups.into_iter().map(|targets| Lineage {
            targets,
            schema: schema.clone(),
        }));
    }
    lineages
}

struct Resolver<'a> {
    declaration: &'a Declaration,
    ordinal: u32,
    doubtful: Doubts,
    report: &'a mut Report,
}

impl Resolver<'_> {
    fn strand(&mut self, lineage: Lineage) -> Strand {
        let Lineage { targets, schema } = lineage;
        let ordinal = self.ordinal;
        let lowered = self.lower(&targets, ordinal, schema.clone(), &self.declaration.body);
        let (acts, after) = lowered;
        let down = self.down(&targets, &schema, &after);
        Strand {
            ordinal,
            targets,
            acts,
            after,
            down,
        }
    }

    fn lower(
        &mut self,
        targets: &[Target],
        ordinal: u32,
        schema: Schema,
        items: &[Item],
    ) -> (Vec<Act>, Schema) {
        let mut lowering = Lowering::new(targets, ordinal, schema, self.report);
        lowering.doubtful = std::mem::take(&mut self.doubtful);
        for item in items {
            let (acts, errors) = (lowering.acts.len(), lowering.report.len());
            item.lower(&mut lowering);
            // A statement with a mistake is left out of what follows; its names are known.
            if lowering.report.len() > errors {
                lowering.acts.truncate(acts);
                lowering.doubtful.insert(Doubt::Something);
            }
        }
        self.doubtful = lowering.doubtful;
        (lowering.acts, lowering.schema)
    }

    fn down(&mut self, targets: &[Target], before: &Schema, after: &Schema) -> Down {
        match &self.declaration.down {
            None => Down::Derived,
            Some(DownPart::Irreversible { reason, .. }) => Down::Irreversible(reason.clone()),
            Some(DownPart::Statements { items, origin }) => {
                let ordinal = self.ordinal + 1;
                let (acts, end) = self.lower(targets, ordinal, after.clone(), items);
                if self.doubtful.is_empty() {
                    self.leads_back(*origin, &end, before);
                }
                Down::Written(acts)
            }
        }
    }

    /// A hand-written way down must end where the way up began.
    fn leads_back(&mut self, origin: Origin, end: &Schema, before: &Schema) {
        let differences = before.differences(end);
        if differences.is_empty() {
            return;
        }
        let title = "this `down` does not lead back to the schema before the migration";
        let list: Vec<String> = differences
            .into_iter()
            .map(|difference| difference.text)
            .collect();
        let why = format!("after it, {}", list.join("; "));
        let help = "add what is missing, or remove `down { … }`: the compiler derives one";
        self.report
            .error(Diagnostic::new(origin, title).why(why).help(help));
    }

    /// A statement that leaves its undo to the migration needs a migration that has one.
    fn undo_is_somewhere(&mut self) {
        if self.declaration.down.is_some() {
            return;
        }
        let statements = self.declaration.body.iter().map(|item| &item.statement);
        for origin in statements.filter_map(|statement| statement.leaves_undo()) {
            let title = "nothing says what takes this statement back";
            let why = "the compiler does not know what the statement did, so it cannot derive the way down";
            let help = "write `undo \"…\"` or `irreversible \"reason\"` behind it, or a `down { … }` for the migration";
            self.report
                .error(Diagnostic::new(origin, title).why(why).help(help));
        }
    }
}
