//! The compiler behind `migration!`, as a library: it runs inside rustc and outside it.
//! Users depend on `migrate-runtime`, which re-exports the macro.
//!
//! Below stand the modules in the order of the alphabet. The order in which a migration
//! passes through them, each importing only from those before it, is held by the tests of
//! the house.

mod chain;
mod checksum;
mod compile;
mod declaration;
mod diagnostic;
mod dialect;
mod doubt;
mod emit;
mod expressions;
mod nearest;
mod origin;
mod piece;
mod plan;
mod print;
mod program;
mod report;
mod rules;
mod schema;
mod statements;
mod syntax;
mod target;
mod types;

use proc_macro2::TokenStream;

/// The first pass over `migration!`: the call of the parent's callback, which fetches the
/// schema of the migration before; for a root, the call of the second pass.
#[must_use]
pub fn expand(input: TokenStream) -> TokenStream {
    chain::expand(input)
}

/// The second pass: compiles a migration with its past in front, to its static and its
/// callback, or to `compile_error!`s.
#[must_use]
pub fn compile(input: TokenStream) -> TokenStream {
    compile::compile(input)
}
