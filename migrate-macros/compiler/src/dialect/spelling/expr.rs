//! Expressions as PostgreSQL writes them. Takes trees, gives text; must not know where
//! an expression stands.

use super::{Level, Writer};
use crate::syntax::ast::{Expr, ExprKind, Name, When};

impl Writer<'_> {
    /// An expression in PostgreSQL's spelling, its parts in the database's own.
    pub(crate) fn standard(&mut self, expr: &Expr) {
        use ExprKind::*;
        match &expr.kind {
            Null => self.put("NULL"),
            Bool(value) => self.put(if *value { "TRUE" } else { "FALSE" }),
            Number(number) => self.put(number),
            Text(text) => self.literal(text),
            Column { table, column } => self.column(table.as_ref(), column),
            Call(call) => self.spelling.call(self, call),
            Unary(operator, operand) => self.unary(*operator, operand),
            Binary(left, operator, right) => self.infix(left, *operator, right),
            Is { .. } | In { .. } | InQuery { .. } | Between { .. } | Quantified { .. } => {
                self.predicate(&expr.kind);
            }
            Cast(operand, ty) => {
                self.at(operand, Level::Cast);
                self.glue("::");
                self.ty(ty, expr.origin);
            }
            Case {
                operand,
                whens,
                otherwise,
            } => self.case(operand.as_deref(), whens, otherwise.as_deref()),
            Array(items) => self.array(items),
            ArrayQuery(query) => self.function("ARRAY", |writer| writer.query(query)),
            Subscript(operand, places) => self.subscript(operand, places),
            Row(items) => self.row(items),
            Collate(operand, collation) => {
                self.at(operand, Level::Collate);
                self.word("COLLATE").name(collation);
            }
            AtTimeZone(operand, zone) => {
                self.at(operand, Level::AtTimeZone);
                self.word("AT TIME ZONE");
                self.at(zone, Level::Sign);
            }
            Extract { field, source } => self.extract(field, source),
            Interval(text) => {
                self.put("INTERVAL");
                self.literal(text);
            }
            CurrentTimestamp => self.put("CURRENT_TIMESTAMP"),
            CurrentDate => self.put("CURRENT_DATE"),
            Exists(query) => {
                self.word("EXISTS");
                self.parens(|writer| writer.query(query));
            }
            Scalar(query) => self.parens(|writer| writer.query(query)),
            Default => self.put("DEFAULT"),
            Raw(text) => self.put(text),
        }
    }

    fn literal(&mut self, text: &str) {
        self.string(text);
    }

    fn array(&mut self, items: &[Expr]) {
        self.word("ARRAY").glue("[");
        self.list(items, Self::expr);
        self.end_bracket();
    }

    fn extract(&mut self, field: &str, source: &Expr) {
        self.function("EXTRACT", |writer| {
            writer.bare(field);
            writer.word("FROM");
            writer.expr(source);
        });
    }

    pub(crate) fn column(&mut self, table: Option<&Name>, column: &Name) {
        let side = match table {
            Some(table) => Some(table.text.clone()),
            None => self.side_of(&column.text).map(str::to_owned),
        };
        self.qualified(side.as_deref(), &column.text);
    }

    pub(crate) fn case(
        &mut self,
        operand: Option<&Expr>,
        whens: &[When],
        otherwise: Option<&Expr>,
    ) {
        self.word("CASE");
        if let Some(operand) = operand {
            self.expr(operand);
        }
        for when in whens {
            self.word("WHEN");
            self.expr(&when.condition);
            self.word("THEN");
            self.expr(&when.value);
        }
        if let Some(otherwise) = otherwise {
            self.word("ELSE");
            self.expr(otherwise);
        }
        self.word("END");
    }

    /// `("a", "b")`; one of less than two columns needs its keyword.
    pub(crate) fn row(&mut self, items: &[Expr]) {
        if items.len() < 2 {
            self.word("ROW").glue("");
        }
        self.group(items, Self::expr);
    }

    /// An expression in parentheses, a query in its own.
    pub(crate) fn in_parens(&mut self, expr: &Expr) {
        if let ExprKind::Scalar(_) = &expr.kind {
            return self.expr(expr);
        }
        self.parens(|writer| writer.expr(expr));
    }

    fn subscript(&mut self, operand: &Expr, places: &[Expr]) {
        if matches!(operand.kind, ExprKind::Column { .. }) {
            self.expr(operand);
        } else {
            self.parens(|writer| writer.expr(operand));
        }
        for place in places {
            self.glue("[");
            self.expr(place);
            self.end_bracket();
        }
    }

    fn end_bracket(&mut self) {
        self.glue("]").end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::spelling::Spelling;
    use crate::origin::Origin;
    use crate::report::Report;
    use crate::syntax::ast::{IsTest, Operator, Type, UnaryOperator};
    use crate::target::{Database, Target};
    use ExprKind::*;

    /// What every database shares.
    struct Standard;

    impl Spelling for Standard {
        fn target(&self) -> Target {
            let database = Database::Postgres;
            let version = database.oldest();
            Target { database, version }
        }

        fn ty(&self, writer: &mut Writer<'_>, ty: &Type, _: Origin) {
            writer.put(&ty.to_string());
        }
    }

    fn expr(kind: ExprKind) -> Expr {
        let origin = Origin::elsewhere();
        Expr { kind, origin }
    }

    fn column(name: &str) -> Expr {
        let column = Name::generated(name);
        expr(Column {
            table: None,
            column,
        })
    }

    fn binary(left: Expr, operator: Operator, right: Expr) -> Expr {
        expr(Binary(Box::new(left), operator, Box::new(right)))
    }

    fn unary(operator: UnaryOperator, operand: Expr) -> Expr {
        expr(Unary(operator, Box::new(operand)))
    }

    fn is_null(operand: Expr) -> Expr {
        let operand = Box::new(operand);
        expr(Is {
            operand,
            test: IsTest::Null,
            negated: false,
        })
    }

    fn written(expr: &Expr) -> String {
        let mut writer = Writer::new(&Standard);
        writer.expr(expr);
        let mut report = Report::default();
        let text = writer.finish(&mut report);
        assert!(report.drain().is_empty());
        text
    }

    #[test]
    fn puts_parentheses_where_the_tree_needs_them() {
        use Operator::*;
        let (a, b, c) = (|| column("a"), || column("b"), || column("c"));
        let cases = [
            (
                binary(binary(a(), Add, b()), Multiply, c()),
                r#"("a" + "b") * "c""#,
            ),
            (
                binary(a(), Add, binary(b(), Multiply, c())),
                r#""a" + "b" * "c""#,
            ),
            (
                binary(a(), Subtract, binary(b(), Subtract, c())),
                r#""a" - ("b" - "c")"#,
            ),
            (
                binary(binary(a(), Subtract, b()), Subtract, c()),
                r#""a" - "b" - "c""#,
            ),
            (
                binary(binary(a(), Or, b()), And, c()),
                r#"("a" OR "b") AND "c""#,
            ),
            (
                binary(binary(a(), And, b()), Or, c()),
                r#""a" AND "b" OR "c""#,
            ),
            (is_null(binary(a(), Equal, b())), r#"("a" = "b") IS NULL"#),
            (binary(is_null(a()), Equal, b()), r#"("a" IS NULL) = "b""#),
            (
                unary(UnaryOperator::Not, is_null(a())),
                r#"NOT ("a" IS NULL)"#,
            ),
            (
                binary(binary(a(), Concat, b()), Concat, c()),
                r#""a" || "b" || "c""#,
            ),
            (
                binary(binary(a(), Add, b()), Concat, c()),
                r#"("a" + "b") || "c""#,
            ),
            (
                binary(a(), Get, binary(b(), Concat, c())),
                r#""a" -> ("b" || "c")"#,
            ),
            (
                unary(UnaryOperator::Minus, unary(UnaryOperator::Minus, a())),
                r#"-(-"a")"#,
            ),
        ];
        for (tree, text) in cases {
            assert_eq!(written(&tree), text);
        }
    }
}
