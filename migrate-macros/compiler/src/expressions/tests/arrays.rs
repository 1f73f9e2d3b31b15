//! Arrays, documents and rows, and what is taken out of them.

use super::{Stands, accepts, rejects};

#[test]
fn any_number_of_places_gives_an_item() {
    accepts(
        Stands::Check,
        &[
            "grid[1] > 0",
            "grid[1][2] > 0",
            "grid[1][2][3][4][5][6] > 0",
            "grid[\"1\"][number] > 0",
            "array[array[1, 2], array[3, 4]][1][2] = 2",
            "tags[1][2] = \"a\"",
            "docs[1][2] is not null",
            "(docs[1]) -> \"a\" is not null",
            "lower(tags[number][small]) <> note",
        ],
    );
    rejects(
        Stands::Check,
        &[
            ("grid[1][2] = note", "no operator `=` for `int` and `text`"),
            ("grid[1][\"x\"] > 0", "`\"x\"` is not a value of type `int`"),
            ("grid[\"x\"][\"y\"] > 0", "1 more place is wrong"),
            ("grid[1][paid] > 0", "an item of an array has a number"),
            ("grid[1][1][1][1][1][1][1] > 0", "at most 6 dimensions"),
            ("docs[1][\"a\"] is null", "is not a value of type `int`"),
            ("(grid[1])[2] > 0", "this is of type `int`"),
            ("note[1] = \"a\"", "this is of type `text`"),
        ],
    );
}

#[test]
fn a_literal_of_an_array_is_read_item_by_item() {
    accepts(
        Stands::Check,
        &[
            "grid = array[\"1\", \"2\"]::int[]",
            "grid = array[array[\"1\"], array[\"2\"]]::int[]",
            "doc #> \"{a,b}\" is not null",
            "doc #- \"{}\" is not null",
        ],
    );
    rejects(
        Stands::Check,
        &[
            ("grid = array[\"a\"]::int[]", "is not a value of type `int`"),
            ("grid = array[\"a\", \"b\"]::int[]", "1 more item is wrong"),
            (
                "grid = array[array[\"a\"]]::int[]",
                "is not a value of type `int`",
            ),
            ("doc #> \"a\" is null", "is not a value of type `text[]`"),
            ("doc #>> \"a.b\" is null", "is not a value of type `text[]`"),
            ("doc #- \"a\" is null", "is not a value of type `text[]`"),
        ],
    );
}

#[test]
fn a_row_is_compared_with_a_row() {
    accepts(
        Stands::Check,
        &[
            "(number, note) < (1, \"a\")",
            "row(number) = row(1)",
            "(number, note) is null",
        ],
    );
    rejects(
        Stands::Check,
        &[
            ("row(number) = 1", "no operator `=` for a row and `int`"),
            ("1 < row(number)", "no operator `<` for a row and `int`"),
            ("(number, note) = \"a\"", "for a row and `text`"),
            ("(number, note) in (1, 2)", "1 more item is wrong"),
            ("(number, note)", "this is of type `record`"),
            ("net", "this is of type `inet`"),
            (
                "(number, note) + 1 = 2",
                "no operator `+` for `record` and `int`",
            ),
            (
                "starts_with(note, 1)",
                "no function `starts_with(text, int)`",
            ),
        ],
    );
}

#[test]
fn a_row_is_no_value_of_a_column() {
    rejects(
        Stands::Key,
        &[
            ("(number, note)", "each value as a key of its own"),
            ("row(number, note)", "each value as a key of its own"),
        ],
    );
    rejects(
        Stands::Default("int"),
        &[
            (
                "(1, 2)",
                "a value of type `record` cannot be stored as `int`",
            ),
            ("(- \"1\")", "no operator `-` for `text`"),
        ],
    );
    accepts(Stands::Default("text"), &["(1, 2)"]);
    rejects(
        Stands::Generated("int"),
        &[(
            "(number, small)",
            "a value of type `record` cannot be stored as `int`",
        )],
    );
}

/// What a help says is written where it says so.
#[test]
fn a_function_of_ones_own_is_called_as_the_place_allows() {
    let shown = "called as `sql(\"app.f(…)\")`";
    rejects(Stands::Check, &[("app.f(number) > 1", shown)]);
    rejects(Stands::Key, &[("app.f(number)", shown)]);
    rejects(Stands::Predicate, &[("app.f(number) = 1", shown)]);
    rejects(Stands::Generated("int"), &[("app.f(number)", shown)]);
    rejects(Stands::Using("int"), &[("app.f(number)", shown)]);
    rejects(Stands::Default("int"), &[("app.f(1)", shown)]);
    accepts(Stands::Check, &["sql(\"app.f(number)\") > 1"]);
    accepts(Stands::Key, &["sql(\"app.f(number)\")"]);
    accepts(Stands::Predicate, &["sql(\"app.f(number)\") = 1"]);
    accepts(Stands::Generated("int"), &["sql(\"app.f(number)\")"]);
    accepts(Stands::Using("int"), &["sql(\"app.f(number)\")"]);
    accepts(Stands::Default("int"), &["sql(\"app.f(1)\")"]);
    super::rows::rejects(&[
        ("update orders set number = app.f(1)", shown),
        (
            "update orders set number = x.id from app.f(1) as x",
            "write the whole of it as `sql \"… from app.f(…) …\" undo \"…\";`",
        ),
        (
            "delete from orders using customers as c join f(1) as x on true",
            "`sql \"… from f(…) …\" undo",
        ),
    ]);
    super::rows::accepts(&["update orders set number = sql(\"app.f(1)\")"]);
}
