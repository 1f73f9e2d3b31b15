//! The artefact: one static, one marker type, one callback, and what there is to say.
//! Takes plans and texts, gives tokens; the only module that names the runtime crate, and
//! it decides nothing.

use std::rc::Rc;

use migrate_contract::About;
use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};

use crate::chain;
use crate::declaration::Header;
use crate::diagnostic::Diagnostic;
use crate::piece::Piece;
use crate::plan::{self, Plan};
use crate::report::Warning;
use crate::syntax::ast::TableName;

/// Everything that a migration expands to.
#[derive(Debug)]
pub(crate) struct Artefact<'a> {
    /// The runtime crate, as the user's crate knows it.
    pub(crate) runtime: &'a TokenStream,
    pub(crate) header: &'a Header,
    pub(crate) checksum: &'a str,
    /// The past of the migration's children, in pieces.
    pub(crate) past: &'a [Rc<Piece>],
    /// Constraints that are not valid after the migration.
    pub(crate) unvalidated: &'a [(TableName, String)],
    pub(crate) plans: &'a [Plan],
    pub(crate) warnings: &'a [Warning],
    pub(crate) errors: &'a [Diagnostic],
}

impl Artefact<'_> {
    pub(crate) fn emit(self) -> TokenStream {
        let migration = self.migration();
        let marker = self.marker();
        let callback = chain::callback(&self.header.static_name, self.past);
        let errors = errors(self.errors);
        let warnings = self.warnings.iter();
        let warnings = warnings.map(|warning| {
            let level = self.header.origin();
            warning.diagnostic.to_warning(warning.rule, level)
        });
        quote!(#migration #marker #callback #errors #(#warnings)*)
    }

    /// The static. All that it is stands in one literal, apart: an editor shows the value of
    /// a static before its documentation.
    fn migration(&self) -> TokenStream {
        let Self {
            runtime, header, ..
        } = self;
        let (visibility, name) = (&header.visibility, &header.static_name);
        let documentation = format!("{}\n{}", header.text(), plan::describe(self.plans));
        let parents = self.parents();
        let documentation = Literal::string(&documentation);
        quote! {
            #[doc = #documentation]
            #visibility static #name: #runtime::__private::Migration =
                #runtime::__private::Migration::new(#parents, #name::COMPILED);
        }
    }

    fn parents(&self) -> TokenStream {
        let Self {
            runtime, header, ..
        } = self;
        let parents = header.parents().iter().map(|parent| &parent.tokens);
        let parents: Vec<&TokenStream> = parents.collect();
        match parents[..] {
            [] => quote!(#runtime::__private::Parents::None),
            [parent] => quote!(#runtime::__private::Parents::One(&#parent)),
            _ => quote!(#runtime::__private::Parents::Several(&[#(&#parents),*])),
        }
    }

    fn about(&self) -> About<String> {
        let mut about = About::new(self.header.summary());
        let unvalidated = self.unvalidated.iter();
        let unvalidated =
            unvalidated.map(|(table, constraint)| format!("{}.{constraint}", table.path()));
        about.unvalidated = unvalidated.collect();
        about
    }

    /// A type of the same name, and for each parent the one implementation that it may
    /// have: a second child conflicts with it.
    fn marker(&self) -> TokenStream {
        let Self {
            runtime, header, ..
        } = self;
        let (visibility, name) = (&header.visibility, &header.static_name);
        let (about, plans) = (self.about(), self.plans);
        let compiled = migrate_contract::write(&header.name, self.checksum, &about, plans);
        let compiled = Literal::string(&compiled);
        let followed = header.parents().iter().map(|parent| {
            let (path, span) = (&parent.tokens, parent.origin.first());
            quote_spanned! {span=>
                #[allow(non_local_definitions)]
                impl #runtime::__private::OnlyOneMigrationMayFollow_AddTheOtherAfterItOrSayAsBranch
                    for #path {}
            }
        });
        let followed: TokenStream = if header.clauses.branch {
            TokenStream::new()
        } else {
            followed.collect()
        };
        quote! {
            #[doc(hidden)]
            #[allow(non_camel_case_types, dead_code, clippy::upper_case_acronyms)]
            #visibility enum #name {}
            #[allow(dead_code)]
            impl #name {
                const COMPILED: &'static str = #compiled;
            }
            #followed
        }
    }
}

/// The errors, in order, as items.
pub(crate) fn errors(errors: &[Diagnostic]) -> TokenStream {
    errors.iter().map(Diagnostic::to_error).collect()
}
