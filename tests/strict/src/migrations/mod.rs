//! The history; the first migration stands in the last file.

mod middle;
mod newest;
mod oldest;

pub use newest::ZEAL as HEAD;
