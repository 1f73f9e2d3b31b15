//! What a user is told: a title, why it matters, what to write instead, and the
//! tokens it is about. Takes texts, gives `compile_error!` or a compiler warning;
//! must not know what any message is about.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::origin::Origin;

/// How a finding is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    Allow,
    Warn,
    Deny,
}

/// One message about one stretch of source.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    pub(crate) origin: Origin,
    pub(crate) title: String,
    pub(crate) why: Option<String>,
    pub(crate) help: Option<String>,
    /// The name that nothing has, or that is taken, where this is about one: a statement with
    /// a mistake of its own may be what would have made it, or made it free.
    pub(crate) about: Option<Box<str>>,
    /// What it has in common with others of its list that are wrong in the same way.
    pub(crate) alike: Alike,
}

/// What is the same in all errors of one kind; what else they say is of the item alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alike {
    Title,
    Why,
    Help,
}

impl Diagnostic {
    pub(crate) fn new(origin: Origin, title: impl Into<String>) -> Self {
        Self {
            origin,
            title: title.into(),
            why: None,
            help: None,
            about: None,
            alike: Alike::Title,
        }
    }

    pub(crate) fn about(mut self, name: &str) -> Self {
        self.about = Some(name.into());
        self
    }

    pub(crate) fn alike(mut self, alike: Alike) -> Self {
        self.alike = alike;
        self
    }

    /// Says what to write, which is whole.
    pub(crate) fn show(self, text: &str) -> Self {
        if text.contains('\n') {
            return self.help(format!("write\n{text}"));
        }
        self.help(format!("write `{text}`"))
    }

    pub(crate) fn why(mut self, why: impl Into<String>) -> Self {
        self.why = Some(why.into());
        self
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says how many more are wrong in the same way.
    pub(crate) fn with_more(mut self, more: usize, item: &str) -> Self {
        let said = match more {
            0 => return self,
            1 => format!("1 more {item} is wrong in the same way"),
            more => format!("{more} more {item}s are wrong in the same way"),
        };
        self.why = Some(match self.why {
            Some(why) => format!("{why}\n{said}"),
            None => said,
        });
        self
    }

    /// The whole text, as a terminal shows it behind `error: `.
    pub(crate) fn text(&self) -> String {
        let mut text = self.title.clone();
        push_part(&mut text, "why:  ", self.why.as_deref());
        push_part(&mut text, "help: ", self.help.as_deref());
        text
    }

    /// `compile_error!` from the first token to the last, so that rustc underlines
    /// the whole stretch: joining spans is not stable, but a macro call's span
    /// reaches from its path to its delimiter.
    pub(crate) fn to_error(&self) -> TokenStream {
        let (first, last) = (self.origin.first(), self.origin.last());
        let text = self.text();
        let path = quote_spanned!(first=> ::core::compile_error!);
        let body = quote_spanned!(last=> { #text });
        quote!(#path #body)
    }

    /// A warning: stable Rust has none for macros, but the use of a deprecated item is
    /// reported with the note's text, at the span of the use.
    ///
    /// A level on the item goes before that of the crate, which may allow `deprecated` or all
    /// warnings; that it stands here is said once for all with the same span.
    /// <https://doc.rust-lang.org/reference/attributes/diagnostics.html#lint-check-attributes>
    pub(crate) fn to_warning(&self, rule: &str, level: Origin) -> TokenStream {
        let text = self.text();
        let item = Ident::new(rule, Span::call_site());
        let usage = Ident::new(rule, self.origin.first());
        let lints = quote_spanned!(level.first()=> warnings, deprecated);
        quote! {
            #[warn(#lints)]
            const _: () = {
                #[deprecated(note = #text)]
                #[allow(non_upper_case_globals)]
                const #item: () = ();
                #usage
            };
        }
    }
}

/// Appends a labelled part; its further lines are indented under its first.
fn push_part(text: &mut String, label: &str, part: Option<&str>) {
    let Some(part) = part else { return };
    for (number, line) in part.lines().enumerate() {
        text.push_str(if number == 0 { "\n  " } else { "\n        " });
        if number == 0 {
            text.push_str(label);
        }
        text.push_str(line);
    }
}
