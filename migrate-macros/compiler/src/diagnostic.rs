//! What a user is told: a title, why it matters, what to write instead, and the
//! tokens it is about. Takes texts, gives `compile_error!` or a compiler warning;
//! must not know what any message is about.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::doubt::{Doubt, Doubts};
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
    pub(crate) about: Option<Box<Doubt>>,
    pub(crate) way_out: WayOut,
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

/// Whether the help says how a finding is accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WayOut {
    Untold,
    Told,
}

impl Diagnostic {
    pub(crate) fn new(origin: Origin, title: impl Into<String>) -> Self {
        Self {
            origin,
            title: title.into(),
            why: None,
            help: None,
            about: None,
            way_out: WayOut::Untold,
            alike: Alike::Title,
        }
    }

    /// Nothing has this name, as far as is known.
    pub(crate) fn unknown(self, name: &str) -> Self {
        self.about(Doubt::made(name))
    }

    /// Something has this name already, as far as is known.
    pub(crate) fn taken(self, name: &str) -> Self {
        self.about(Doubt::freed(name))
    }

    fn about(mut self, doubt: Doubt) -> Self {
        self.about = Some(Box::new(doubt));
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

    /// Says what to write, and with it how the finding is accepted.
    pub(crate) fn help_or_expect(mut self, help: impl Into<String>) -> Self {
        self.way_out = WayOut::Told;
        self.help(help)
    }

    /// Whether the two say the same, wherever each stands. Where several targets, or several
    /// states of one table, have the same thing wrong, it is told once.
    pub(crate) fn repeats(&self, other: &Self) -> bool {
        self.title == other.title
    }

    /// Whether what it is about is open because of another mistake.
    pub(crate) fn follows_from(&self, open: &Doubts) -> bool {
        self.about
            .as_ref()
            .is_some_and(|about| open.contains(&**about))
    }

    /// Whether it is wrong in the same way as the other.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        self.alike == other.alike
            && match self.alike {
                Alike::Title => self.title == other.title,
                Alike::Why => self.why == other.why,
                Alike::Help => self.help == other.help,
            }
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
