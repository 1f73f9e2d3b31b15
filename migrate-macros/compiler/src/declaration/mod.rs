//! A migration as it was written: its header, its statements, its way back. Takes
//! tokens, gives them sorted and parsed; must not know what any of it means.

mod attributes;
mod body;
mod clauses;
mod description;
mod header;
mod misplaced;
mod mistakes;
mod start;
mod tokens;
mod version;

pub(crate) use attributes::RuleLevel;
pub(crate) use body::{Declaration, DownPart};
pub(crate) use header::Header;
