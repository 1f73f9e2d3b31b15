//! Expressions are built by hand here: parsing them is another module's business.

use super::{default_violates, implies_not_null, selects_all};
use crate::origin::Origin;
use crate::syntax::ast::{Call, Expr, ExprKind, IsTest, Name, Operator, TableName, UnaryOperator};

fn expr(kind: ExprKind) -> Expr {
    let origin = Origin::elsewhere();
    Expr { kind, origin }
}

fn column() -> Expr {
    expr(ExprKind::Column {
        table: None,
        column: Name::generated("c"),
    })
}

fn text(value: &str) -> Expr {
    expr(ExprKind::Text(value.to_owned()))
}

fn number(value: &str) -> Expr {
    expr(ExprKind::Number(value.to_owned()))
}

fn null() -> Expr {
    expr(ExprKind::Null)
}

fn binary(left: Expr, operator: Operator, right: Expr) -> Expr {
    expr(ExprKind::Binary(Box::new(left), operator, Box::new(right)))
}

fn is_null(operand: Expr, negated: bool) -> Expr {
    expr(ExprKind::Is {
        operand: Box::new(operand),
        test: IsTest::Null,
        negated,
    })
}

fn is_in(list: Vec<Expr>, negated: bool) -> Expr {
    expr(ExprKind::In {
        operand: Box::new(column()),
        list,
        negated,
    })
}

fn length() -> Expr {
    expr(ExprKind::Call(Call {
        function: TableName::new(None, "length"),
        origin: Origin::elsewhere(),
        arguments: vec![column()],
        star: false,
        distinct: false,
    }))
}

#[test]
fn a_default_violates_a_check_only_when_it_surely_does() {
    use Operator::*;
    let violates = |check: &Expr, default: Expr| default_violates(check, "c", &default);
    let positive = binary(column(), Greater, number("0"));
    assert!(violates(&positive, number("0")));
    assert!(violates(&positive, text("-1")));
    assert!(!violates(&positive, number("1")));
    assert!(!violates(&positive, null()));

    let state = is_in(vec![text("new"), text("paid")], false);
    assert!(violates(&state, text("open")));
    assert!(!violates(&state, text("new")));
    assert!(!violates(&state, text("NEW")), "citext takes it");
    assert!(!violates(&state, null()));
    let with_null = is_in(vec![text("new"), null()], false);
    assert!(!violates(&with_null, text("open")), "null, not false");
    assert!(violates(
        &is_in(vec![text("new"), null()], true),
        text("new")
    ));

    assert!(violates(&is_null(column(), true), null()));
    assert!(violates(
        &binary(length(), LessOrEqual, number("3")),
        text("héllo")
    ));
    assert!(!violates(
        &binary(length(), LessOrEqual, number("5")),
        text("héllo")
    ));
    assert!(violates(
        &binary(column(), Like, text("a%c_")),
        text("abbc")
    ));
    assert!(!violates(
        &binary(column(), Like, text("a%c_")),
        text("abcbcd")
    ));
    assert!(!violates(&binary(column(), Like, text("A%")), text("ab")));

    let other = expr(ExprKind::Column {
        table: None,
        column: Name::generated("d"),
    });
    let either = binary(positive.clone(), Or, is_null(other.clone(), false));
    assert!(!violates(&either, number("0")));
    assert!(violates(
        &binary(positive, And, is_null(other, false)),
        number("0")
    ));
    let later = binary(column(), GreaterOrEqual, text("2024-01-01"));
    assert!(!violates(&later, text("2023-01-01")), "a collation decides");
}

/// Each was tried on a server with `set not null` and its debug messages.
#[test]
fn only_what_postgresql_proves_implies_not_null() {
    let proves = |check: &Expr| implies_not_null(check, "c");
    let not_null = || is_null(column(), true);
    let positive = || binary(column(), Operator::Greater, number("0"));
    assert!(proves(&not_null()));
    assert!(proves(&binary(positive(), Operator::And, not_null())));
    assert!(!proves(&positive()));
    assert!(!proves(&binary(positive(), Operator::Or, not_null())));
    assert!(proves(&binary(not_null(), Operator::Or, not_null())));
    let negation = ExprKind::Unary(UnaryOperator::Not, Box::new(is_null(column(), false)));
    assert!(proves(&expr(negation)));
    assert!(!implies_not_null(&not_null(), "d"));
}

#[test]
fn a_filter_that_is_always_true_selects_all() {
    let one = || number("1");
    assert!(selects_all(None));
    assert!(selects_all(Some(&binary(one(), Operator::Equal, one()))));
    assert!(!selects_all(Some(&binary(
        column(),
        Operator::Equal,
        one()
    ))));
    let null_or_true = binary(null(), Operator::Or, expr(ExprKind::Bool(true)));
    assert!(selects_all(Some(&null_or_true)));
    assert!(!selects_all(Some(&null())));
}
