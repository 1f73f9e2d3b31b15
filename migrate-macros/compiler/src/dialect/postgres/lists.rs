//! What compares with several values at once: `in`, `any`, `all`. Where `pg_catalog` has
//! no operator of exactly these types it is said with one that names its schema. Takes
//! trees, gives text; must not know what the answer is for.

use super::class::Class;
use super::fit::{Fit, fit};
use super::operators::{cast_to, qualified, together};
use super::predicates::not;
use super::sources::Certainty;
use super::spelling::Postgres;
use crate::dialect::spelling::{Level, Writer, sign};
use crate::syntax::ast::{
    Base, Expr, ExprKind, Operator, Quantifier, Query, QueryBody, SelectItem, Type,
};

impl Postgres<'_> {
    /// `a in (b, c)`
    pub(super) fn in_list(
        &self,
        writer: &mut Writer<'_>,
        operand: &Expr,
        list: &[Expr],
        negated: bool,
    ) {
        match self.membership(operand, list) {
            Membership::Plain => {
                writer.at(operand, Level::Other);
                writer.put(if negated { "NOT IN" } else { "IN" });
                writer.group(list, |writer, item| {
                    let [_, cast] = self.fit((operand, Operator::Equal, item)).casts();
                    cast_to(writer, item, cast, Level::Raw);
                });
            }
            Membership::Array(ty) => {
                let operator = if negated {
                    Operator::NotEqual
                } else {
                    Operator::Equal
                };
                writer.at(operand, Level::Sign);
                qualified(writer, operator);
                writer.put(if negated { "ALL" } else { "ANY" });
                writer.parens(|writer| {
                    writer.word("ARRAY").glue("[");
                    writer.list(list, Writer::expr);
                    writer.glue("]::");
                    writer.ty(&ty, operand.origin);
                });
            }
            Membership::Chain => {
                let (operator, word) = if negated {
                    (Operator::NotEqual, "AND")
                } else {
                    (Operator::Equal, "OR")
                };
                for (number, item) in list.iter().enumerate() {
                    writer.put(if number > 0 { word } else { "" });
                    let pair = (operand, operator, item);
                    if self.level_of_binary(pair) > Level::Not {
                        self.binary(writer, pair);
                    } else {
                        writer.parens(|writer| self.binary(writer, pair));
                    }
                }
            }
        }
    }

    fn membership(&self, operand: &Expr, list: &[Expr]) -> Membership {
        let fits = list
            .iter()
            .map(|item| self.fit((operand, Operator::Equal, item)));
        let fits: Vec<Fit> = fits.collect();
        // The operand is not cast: PostgreSQL would make a list of another type.
        if fits.contains(&Fit::Open) || fits.iter().all(|fit| casts_only_item(*fit)) {
            return Membership::Plain;
        }
        let is_literal = |item: &Expr| self.class(item) == Class::Literal;
        let literals = list.len() > 1 && list.iter().all(is_literal);
        match self.array_of(operand) {
            Some(ty) if literals => Membership::Array(ty),
            Some(_) | None => Membership::Chain,
        }
    }

    /// The array type of an operand, where a column or a cast says which it is.
    fn array_of(&self, operand: &Expr) -> Option<Type> {
        let ty = match &operand.kind {
            ExprKind::Cast(_, ty) => ty,
            ExprKind::Column { column, .. } => match self.sources.column(&column.text) {
                Certainty::Type(ty) => ty,
                Certainty::Unknown | Certainty::Open => return None,
            },
            _ => return None,
        };
        let base = match &ty.base {
            Base::Varchar(_) => Base::Varchar(None),
            base => base.clone(),
        };
        let array = true;
        (!ty.array).then_some(Type { base, array })
    }

    /// `a in (select b)`
    pub(super) fn in_query(
        &self,
        writer: &mut Writer<'_>,
        operand: &Expr,
        query: &Query,
        negated: bool,
    ) {
        match self.fit_query(operand, query) {
            Fit::Open => writer.in_list(operand, not(negated), |writer| writer.query(query)),
            Fit::Exact { casts, .. } => {
                cast_to(writer, operand, casts[0], Level::Other);
                writer.word(not(negated)).word("IN");
                writer.parens(|writer| writer.query(query));
            }
            Fit::Qualified => {
                writer.put(not(negated));
                writer.at(operand, Level::Sign);
                qualified(writer, Operator::Equal);
                writer.put("ANY");
                writer.parens(|writer| writer.query(query));
            }
        }
    }

    /// What a query gives cannot be cast from here.
    fn fit_query(&self, operand: &Expr, query: &Query) -> Fit {
        let ExprKind::Row(items) = &operand.kind else {
            return uncast(fit("=", self.class(operand), self.class_of_query(query)));
        };
        let given = match &query.body {
            QueryBody::Select(select) if select.items.len() == items.len() => &select.items[..],
            QueryBody::Select(_) | QueryBody::Values(_) | QueryBody::Operation { .. } => &[],
        };
        together(items.iter().enumerate().map(|(number, item)| {
            let given = match given.get(number) {
                Some(SelectItem::Expr { expr, .. }) => self.class(expr),
                Some(SelectItem::Star { .. }) | None => self.of_anything(),
            };
            match fit("=", self.class(item), given) {
                Fit::Exact {
                    casts: [Some(_), _],
                    ..
                } => Fit::Qualified,
                fit => uncast(fit),
            }
        }))
    }

    /// `a = any(b)`
    pub(super) fn quantified(
        &self,
        writer: &mut Writer<'_>,
        left: &Expr,
        operator: Operator,
        (quantifier, right): (Quantifier, &Expr),
    ) {
        let word = match quantifier {
            Quantifier::Any => "ANY",
            Quantifier::All => "ALL",
        };
        match self.fit_items(left, operator, right) {
            Fit::Open => return writer.quantified(left, operator, (quantifier, right)),
            Fit::Exact { casts, .. } => {
                cast_to(writer, left, casts[0], Level::Other);
                writer.put(sign(operator));
            }
            Fit::Qualified => {
                writer.at(left, Level::Sign);
                qualified(writer, operator);
            }
        }
        writer.put(word);
        writer.in_parens(right);
    }

    fn fit_items(&self, left: &Expr, operator: Operator, right: &Expr) -> Fit {
        let item = match &right.kind {
            ExprKind::Scalar(query) => self.class_of_query(query),
            _ => self.class_of_item(right),
        };
        uncast(fit(sign(operator), self.class(left), item))
    }

    /// How tightly what is written here holds together; nothing for other expressions.
    pub(super) fn level_of_list(&self, kind: &ExprKind) -> Option<Level> {
        Some(match kind {
            ExprKind::In {
                operand,
                list,
                negated,
            } => match (self.membership(operand, list), list.as_slice()) {
                (Membership::Plain, _) => Level::Membership,
                (Membership::Array(_), _) => Level::Comparison,
                (Membership::Chain, [item]) => {
                    self.level_of_binary((operand, Operator::Equal, item))
                }
                (Membership::Chain, _) if *negated => Level::And,
                (Membership::Chain, _) => Level::Or,
            },
            ExprKind::InQuery {
                operand,
                query,
                negated,
            } => match self.fit_query(operand, query) {
                Fit::Qualified if *negated => Level::Not,
                Fit::Qualified => Level::Comparison,
                Fit::Open | Fit::Exact { .. } => Level::Membership,
            },
            _ => return None,
        })
    }
}

/// How a list is compared with.
enum Membership {
    /// As it is, over items that are cast.
    Plain,
    /// As an array of this type, which it is for the server, too.
    Array(Type),
    /// One by one.
    Chain,
}

fn casts_only_item(fit: Fit) -> bool {
    matches!(
        fit,
        Fit::Exact {
            casts: [None, _],
            ..
        }
    )
}

/// The same where the right side cannot be cast.
fn uncast(fit: Fit) -> Fit {
    match fit {
        Fit::Exact {
            casts: [_, Some(_)],
            ..
        } => Fit::Qualified,
        other => other,
    }
}
