//! The compiler behind `migration!`. Users depend on `migrate-runtime`, which
//! re-exports the macro; this crate has no interface of its own.
//!
//! The modules stand in the order in which a migration passes through them, and each
//! imports only from those before it.

mod chain;
mod checksum;
mod compile;
mod declaration;
mod diagnostic;
mod dialect;
mod emit;
mod expressions;
mod lex;
mod nearest;
mod origin;
mod piece;
mod plan;
mod program;
mod report;
mod rules;
mod schema;
mod statements;
mod syntax;
mod target;

use proc_macro::TokenStream;

/// The first pass over `migration!`: fetches the schema of the migration before.
#[doc(hidden)]
#[proc_macro]
pub fn expand(input: TokenStream) -> TokenStream {
    chain::expand(input.into()).into()
}

/// The second pass: compiles a migration with its past in front.
#[doc(hidden)]
#[proc_macro]
pub fn compile(input: TokenStream) -> TokenStream {
    compile::compile(input.into()).into()
}
