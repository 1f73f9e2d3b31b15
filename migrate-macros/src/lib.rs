//! The door by which rustc enters the compiler behind `migration!`. Users depend on
//! `migrate-runtime`, which re-exports the macro; this crate has no interface of its own.

use proc_macro::TokenStream;

/// The first pass over `migration!`: fetches the schema of the migration before.
#[doc(hidden)]
#[proc_macro]
pub fn expand(input: TokenStream) -> TokenStream {
    migrate_compiler::expand(input.into()).into()
}

/// The second pass: compiles a migration with its past in front.
#[doc(hidden)]
#[proc_macro]
pub fn compile(input: TokenStream) -> TokenStream {
    migrate_compiler::compile(input.into()).into()
}
