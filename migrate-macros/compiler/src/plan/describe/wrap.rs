//! Long statements in lines that fit a page. Takes SQL, gives the same SQL with line
//! breaks in place of spaces between its words; must not know what they mean.

/// Characters of a line.
const WIDTH: usize = 90;

/// What a line that goes on is indented by.
const INDENT: &str = "    ";

/// The statement in lines; one that has lines of its own keeps them.
pub(super) fn wrap(sql: &str) -> String {
    if sql.len() <= WIDTH || sql.contains('\n') {
        return sql.to_owned();
    }
    let mut text = String::with_capacity(sql.len() + 64);
    let mut line = 0;
    for word in words(sql) {
        let length = word.chars().count();
        if line > 0 && line + 1 + length > WIDTH {
            text.push('\n');
            text.push_str(INDENT);
            line = INDENT.len();
        } else if line > 0 {
            text.push(' ');
            line += 1;
        }
        text.push_str(word);
        line += length;
    }
    text
}

/// The pieces between spaces that stand outside of quotes.
fn words(sql: &str) -> impl Iterator<Item = &str> {
    let mut quote = None;
    sql.split(move |letter: char| {
        match quote {
            // A doubled quote ends the text and begins it again.
            Some(open) if letter == open => quote = None,
            None if matches!(letter, '\'' | '"' | '$') => quote = Some(letter),
            Some(_) | None => {}
        }
        letter == ' ' && quote.is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, wrap};

    #[test]
    fn lines_break_between_words_and_never_inside_a_text() {
        let short = "CREATE TABLE \"t\" (\"id\" bigint)";
        assert_eq!(wrap(short), short);
        let lines = format!("{} {}\n{}", "a".repeat(80), "b".repeat(80), "c");
        assert_eq!(wrap(&lines), lines);

        let text = format!("'{}'", "it''s a  text ".repeat(10));
        let long = format!(
            "UPDATE \"t\" SET {} = {text} WHERE x",
            "\"column name\", ".repeat(9)
        );
        let wrapped = wrap(&long);
        assert_eq!(wrapped.replace("\n    ", " "), long);
        assert!(wrapped.contains(&text));
        let fits = |line: &str| line.chars().count() <= WIDTH || line.contains(&text);
        assert!(wrapped.lines().all(fits), "{wrapped}");
        assert!(wrapped.lines().count() > 2, "{wrapped}");
    }
}
