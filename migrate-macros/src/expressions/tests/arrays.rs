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
            (
                "starts_with(note, 1)",
                "no function `starts_with(text, int)`",
            ),
        ],
    );
}
