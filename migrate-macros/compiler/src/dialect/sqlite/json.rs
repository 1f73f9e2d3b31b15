//! JSON. Takes a document and a chain of keys, gives text; must not know any table.

use super::limits::lacks;
use super::spelling::Lite;
use crate::diagnostic::Diagnostic;
use crate::dialect::spelling::{Level, Writer};
use crate::origin::Origin;
use crate::syntax::ast::{Expr, ExprKind, Operator};

/// `->`, which SQLite has since 3.38.
pub(super) fn get(lite: &Lite<'_>, writer: &mut Writer<'_>, (document, key): (&Expr, &Expr)) {
    if !lite.target.since(3, 38) {
        let title = "SQLite has `->` since 3.38 only";
        let help = "raise the oldest supported version (`on sqlite 3.38`), or use `->>`";
        return writer.refuse(lacks(document.origin.to(key.origin), title).help(help));
    }
    writer.infix(document, Operator::Get, key);
}

/// `->>`. SQLite's own gives a number or 1 for `true`, where PostgreSQL always gives text.
pub(super) fn get_text(writer: &mut Writer<'_>, (document, key): (&Expr, &Expr)) {
    let mut path = String::from("$");
    let Some(root) = walk(document, &mut path).filter(|_| step(key, &mut path)) else {
        return writer.refuse(computed(document.origin.to(key.origin)));
    };
    let inside = |writer: &mut Writer<'_>, function: &str| {
        writer.function(function, |writer| {
            writer.at(root, Level::Or);
            writer.comma().string(&path);
        });
    };
    writer.word("CASE");
    inside(writer, "json_type");
    for word in ["true", "false"] {
        writer.word("WHEN").string(word).word("THEN").string(word);
    }
    writer.word("ELSE");
    writer.function("CAST", |writer| {
        inside(writer, "json_extract");
        writer.word("AS TEXT");
    });
    writer.word("END");
}

fn computed(origin: Origin) -> Diagnostic {
    lacks(
        origin,
        "SQLite takes a key of JSON only where it is written out",
    )
}

/// The document at the start of a chain of `->`; its keys go to the path.
fn walk<'e>(document: &'e Expr, path: &mut String) -> Option<&'e Expr> {
    match &document.kind {
        ExprKind::Binary(inner, Operator::Get, key) => {
            let root = walk(inner, path)?;
            step(key, path).then_some(root)
        }
        _ => Some(document),
    }
}

/// A key is a text or, into an array, a number.
fn step(key: &Expr, path: &mut String) -> bool {
    match &key.kind {
        ExprKind::Text(key) if !key.contains(['"', '\\']) => {
            path.extend([".\"", key, "\""]);
            true
        }
        ExprKind::Number(index) => {
            path.extend(["[", index, "]"]);
            true
        }
        _ => false,
    }
}
