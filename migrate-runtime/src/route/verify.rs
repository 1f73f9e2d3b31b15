//! Takes a ledger beside the source, gives what does not fit and refuses what nobody
//! accepted by name. Pure; it must not know where the route leads.

use super::Situation;
use crate::error::ErrorKind;
use crate::ledger::Entry;
use crate::ledger::State;
use crate::migration::Migration;

/// Something in the ledger that does not fit the source.
#[derive(Clone, Copy)]
pub(crate) enum Finding<'a> {
    /// Applied from another source than today's.
    Changed(&'static Migration, &'a Entry),
    /// Applied, and the source lacks it.
    Missing(&'a Entry),
    /// Applied by a newer release than this.
    Newer(&'a Entry),
}

impl<'a> Finding<'a> {
    pub(crate) fn entry(&self) -> &'a Entry {
        match self {
            Finding::Changed(_, entry) | Finding::Missing(entry) | Finding::Newer(entry) => entry,
        }
    }
}

/// Everything that does not fit, known migrations first.
pub(crate) fn findings<'a>(situation: &Situation<'a>) -> Vec<Finding<'a>> {
    let mut findings = Vec::new();
    for (migration, entry) in situation.history.migrations().iter().zip(&situation.known) {
        let changed = |entry: &&Entry| entry.checksum != migration.checksum();
        let applied = entry.filter(|entry| entry.position.state.is_applied());
        if let Some(entry) = applied.filter(changed) {
            findings.push(Finding::Changed(migration, entry));
        }
    }
    for &entry in situation.foreign.iter().filter(|entry| counts(entry)) {
        findings.push(if situation.is_newer(entry) {
            Finding::Newer(entry)
        } else {
            Finding::Missing(entry)
        });
    }
    findings
}

/// Whether the row says that something is in the schema.
fn counts(entry: &Entry) -> bool {
    entry.position.state != State::Reverted && !entry.is_untouched()
}

/// Refuses the first finding that is not accepted by name.
pub(super) fn refuse(situation: &Situation<'_>) -> Result<(), ErrorKind> {
    let accepted = &situation.settings.accepted;
    for finding in findings(situation) {
        match finding {
            Finding::Changed(migration, entry) if !named(&accepted.changed, &entry.name) => {
                return Err(ErrorKind::Changed {
                    migration: migration.name(),
                    since: entry.since.clone(),
                    recorded: entry.checksum.clone(),
                    compiled: migration.checksum(),
                });
            }
            Finding::Newer(entry) if situation.starts_beside(entry) => {}
            Finding::Missing(entry) | Finding::Newer(entry)
                if entry.is_half_done() && !named(&accepted.missing, &entry.name) =>
            {
                return Err(ErrorKind::Unfinished {
                    migration: entry.name.clone(),
                    since: entry.since.clone(),
                    leaves: entry.leaves(),
                });
            }
            Finding::Missing(entry) if !named(&accepted.missing, &entry.name) => {
                return Err(ErrorKind::Missing {
                    migration: entry.name.clone(),
                    since: entry.since.clone(),
                });
            }
            Finding::Newer(entry) if !named(&accepted.missing, &entry.name) => {
                return Err(ErrorKind::Newer {
                    migration: entry.name.clone(),
                    since: entry.since.clone(),
                    breaks: lines(entry.breaks.as_deref()),
                });
            }
            Finding::Changed(..) | Finding::Missing(_) | Finding::Newer(_) => {}
        }
    }
    Ok(())
}

/// Refuses to revert anything beneath a migration of a newer release.
pub(super) fn refuse_beneath(
    situation: &Situation<'_>,
    unwanted: &[usize],
) -> Result<(), ErrorKind> {
    let accepted = &situation.settings.accepted.missing;
    let newer = findings(situation)
        .into_iter()
        .find(|finding| matches!(finding, Finding::Newer(entry) if !named(accepted, &entry.name)));
    match newer {
        Some(finding) if !unwanted.is_empty() => {
            let entry = finding.entry();
            Err(ErrorKind::Newer {
                migration: entry.name.clone(),
                since: entry.since.clone(),
                breaks: lines(entry.breaks.as_deref()),
            })
        }
        _ => Ok(()),
    }
}

/// Refuses to apply a migration when one that comes after it is applied already.
/// Branches that were merged later do not come after each other.
pub(super) fn refuse_out_of_order(
    situation: &Situation<'_>,
    wanted: &[usize],
) -> Result<(), ErrorKind> {
    let history = situation.history;
    let applied = situation.places(|entry| entry.is_some_and(|e| e.position.state.is_applied()));
    let behind = history.ancestors(&applied);
    let accepted = &situation.settings.accepted.out_of_order;
    for &place in wanted {
        let name = history.migrations()[place].name();
        if !behind[place] || named(accepted, name) {
            continue;
        }
        let follows = |later: &&usize| history.ancestors(&[**later])[place];
        if let Some(&later) = applied.iter().find(follows) {
            return Err(ErrorKind::OutOfOrder {
                migration: name,
                later: history.migrations()[later].name(),
                since: situation.known[later].map_or(String::new(), |entry| entry.since.clone()),
            });
        }
    }
    Ok(())
}

fn lines(text: Option<&str>) -> Vec<String> {
    let lines = text.into_iter().flat_map(str::lines);
    lines.map(ToOwned::to_owned).collect()
}

fn named(names: &[String], name: &str) -> bool {
    names.iter().any(|known| known == name)
}
