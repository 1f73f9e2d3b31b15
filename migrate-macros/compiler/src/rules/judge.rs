//! What becomes of findings: accepted by an expectation, silent, a warning or an error.
//! Takes findings and levels, gives verdicts; must not know any rule.

use std::rc::Rc;

use super::{
    Check, Class, Direction, Finding, Findings, Knowledge, RULES, Refusal, Rule, Subject,
    nearest_rule, refusal, rule,
};
use crate::declaration::{Header, RuleLevel};
use crate::diagnostic::{Diagnostic, Level, WayOut};
use crate::report::Report;
use crate::statements::Expectation;
use crate::syntax::ast::Name;

/// A finding that nobody expected.
#[derive(Debug)]
pub(crate) struct Verdict {
    pub(crate) rule: &'static str,
    pub(crate) level: Level,
    pub(crate) diagnostic: Diagnostic,
}

/// Asks every rule, and takes out what is expected or allowed.
pub(crate) fn judge(subject: &Subject<'_>, levels: &[(String, Level)]) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for rule in RULES.iter().copied() {
        if is_silent(rule.class, subject) {
            continue;
        }
        let findings = ask(rule, subject);
        let open = findings.list.into_iter();
        let open = open.filter(|finding| !is_expected(subject, finding));
        verdicts.extend(open.map(|finding| verdict(finding, levels)));
    }
    verdicts.retain(|verdict| verdict.level > Level::Allow);
    verdicts
}

pub(super) fn ask(rule: &'static Rule, subject: &Subject<'_>) -> Findings {
    let mut findings = Findings::new(rule);
    match rule.check {
        Check::All(check) => check(subject, &mut findings),
        Check::Act(check) => {
            for (place, act) in subject.acts() {
                if let Some(diagnostic) = check(subject, act, place) {
                    findings.act(place, diagnostic);
                }
            }
        }
    }
    findings
}

fn is_silent(class: Class, subject: &Subject<'_>) -> bool {
    (subject.direction == Direction::Down && takes_back(class))
        || (subject.past == Knowledge::Partial && misses(class))
}

/// What these find may be there in a statement that was refused: an index, a key, an
/// update of the nulls.
fn misses(class: Class) -> bool {
    match class {
        Class::Failure | Class::Design => true,
        Class::DataLoss | Class::Incompatible | Class::Blocking | Class::Migration => false,
    }
}

/// What a way down does to what the way up made is its purpose.
fn takes_back(class: Class) -> bool {
    match class {
        Class::DataLoss | Class::Incompatible | Class::Migration => true,
        Class::Blocking | Class::Failure | Class::Design => false,
    }
}

/// Whether an expectation accepts the finding: one over the act, and over the migration
/// only what belongs to it as a whole.
fn is_expected(subject: &Subject<'_>, finding: &Finding) -> bool {
    let over = match finding.act.and_then(|act| subject.acts.get(act)) {
        Some(act) => act.expectations_at(finding.diagnostic.origin),
        None => subject.header.attributes.expectations.iter().collect(),
    };
    let mut expected = false;
    for expectation in over {
        if means(&expectation.rule.text, finding.rule) {
            expectation.fulfilled.set(true);
            expected = true;
        }
    }
    expected
}

/// A misspelt name has an error of its own, and is one mistake.
fn means(name: &str, rule: &Rule) -> bool {
    name == rule.name || super::rule(name).is_none() && nearest_rule(name) == Some(rule.name)
}

fn verdict(finding: Finding, levels: &[(String, Level)]) -> Verdict {
    let name = finding.rule.name;
    let set = levels.iter().rev().find(|(rule, _)| rule == name);
    let level = set.map_or(finding.rule.level, |(_, level)| *level);
    Verdict {
        rule: name,
        level,
        diagnostic: match level {
            Level::Deny => with_the_way_out(finding),
            // rustc names the rule itself.
            Level::Warn | Level::Allow => finding.diagnostic,
        },
    }
}

/// Whoever has to accept the finding learns the rule's name from the message.
fn with_the_way_out(finding: Finding) -> Diagnostic {
    let expectation = format!("#[expect({}, reason = \"…\")]", finding.rule.name);
    let mut diagnostic = finding.diagnostic;
    let help = diagnostic.help.get_or_insert_default();
    if cfg!(test) {
        let shown = help.contains(&format!("#[expect({}, ", finding.rule.name));
        assert_eq!(diagnostic.way_out == WayOut::Told, shown, "{help}");
    }
    if diagnostic.way_out == WayOut::Told {
        return diagnostic;
    }
    if !help.is_empty() {
        help.push('\n');
    }
    help.push_str(match finding.act {
        Some(_) => "or accept it with ",
        None => "or accept it, before the migration's doc comment, with ",
    });
    help.push_str(&expectation);
    diagnostic
}

/// The levels that a root sets; what is no rule is reported.
pub(crate) fn levels(levels: &[RuleLevel], report: &mut Report) -> Vec<(String, Level)> {
    for level in levels {
        if let Some(error) = no_rule(&level.rule) {
            report.error(error);
        }
    }
    let levels = levels.iter();
    levels
        .map(|level| (level.rule.text.clone(), level.level))
        .collect()
}

/// Reports expectations over a migration of what belongs to one of its statements.
pub(crate) fn check_places(header: &Header, report: &mut Report) {
    for expectation in &header.attributes.expectations {
        let found = rule(&expectation.rule.text);
        let Some(rule) = found.filter(|rule| rule.class != Class::Migration) else {
            continue;
        };
        let title = format!("a `{}` is accepted where it stands", rule.name);
        let why = "over a whole migration it would also accept what is added later";
        let help = "move it before the statement, the action or the column that it is about";
        let origin = expectation.origin;
        report.error(Diagnostic::new(origin, title).why(why).help(help));
    }
}

/// Reports expectations of no rule, or without a reason.
pub(crate) fn check_names(expectations: &[&Rc<Expectation>], report: &mut Report) {
    for expectation in expectations {
        let name = &expectation.rule.text;
        if let Some(error) = no_rule(&expectation.rule) {
            report.error(error);
        } else if !expectation.has_reason() {
            let title = format!("the expectation of `{name}` gives no reason");
            let why = "whoever reads this later must learn why the hazard was acceptable";
            let help = format!("write #[expect({name}, reason = \"…\")]");
            report.error(
                Diagnostic::new(expectation.origin, title)
                    .why(why)
                    .help(help),
            );
        }
    }
}

/// Reports expectations that no target has fulfilled.
pub(crate) fn check_fulfilled(expectations: &[&Rc<Expectation>], report: &mut Report) {
    let unfulfilled = expectations
        .iter()
        .filter(|expectation| !expectation.fulfilled.get());
    for expectation in unfulfilled {
        let name = &expectation.rule.text;
        let title = format!("nothing here is a `{name}`");
        let why = "an expectation that nothing fulfils would hide the next finding";
        let help = format!("remove #[expect({name}, …)]");
        report.error(
            Diagnostic::new(expectation.origin, title)
                .why(why)
                .help(help),
        );
    }
}

/// What is wrong with the name of a rule.
fn no_rule(name: &Name) -> Option<Diagnostic> {
    match (rule(&name.text), refusal(&name.text)) {
        (Some(_), _) => None,
        (None, Some(refusal)) => Some(unacceptable(name, refusal)),
        (None, None) => Some(unknown(name)),
    }
}

fn unacceptable(name: &Name, refusal: &Refusal) -> Diagnostic {
    let title = format!(
        "`{name}` has no level, and nothing can accept it: the server refuses the statement"
    );
    let help = format!("remove `{name}` here, and change the statement as its own error says");
    Diagnostic::new(name.origin, title)
        .why(refusal.why)
        .help(help)
}

fn unknown(name: &Name) -> Diagnostic {
    let unknown = Diagnostic::new(name.origin, format!("there is no rule `{name}`"));
    match nearest_rule(&name.text) {
        Some(near) => unknown.help(format!("did you mean `{near}`?")),
        None => unknown.help("the rules are listed in the documentation of the language"),
    }
}
