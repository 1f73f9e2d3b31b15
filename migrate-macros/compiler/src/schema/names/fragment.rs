//! What the server calls a fragment that is passed as it is. Takes SQL, gives the name that
//! the same expression has in the language; must not know where the fragment stands.

/// Whether the name of a cast or a `case` goes before one from inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    Weak,
    Strong,
}

/// A word, a mark, or a literal of the fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    /// Folded, unless it was quoted.
    Word(String),
    Literal,
    Open,
    Close,
    Mark(char),
}

/// The name, as `FigureIndexColname` of the server gives it; nothing where the server finds
/// none either, or the fragment is beyond this reading.
pub(super) fn name_of(fragment: &str) -> Option<(String, Strength)> {
    named(&tokens(fragment))
}

fn tokens(fragment: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = fragment;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => quoted(rest, first),
            first if is_letter(first) || first.is_ascii_digit() => {
                let end = rest.find(|next: char| !is_letter(next) && !next.is_ascii_digit());
                end.unwrap_or(rest.len())
            }
            first => first.len_utf8(),
        };
        let (text, tail) = rest.split_at(length);
        tokens.extend(token(text, first));
        rest = tail;
    }
    tokens
}

fn token(text: &str, first: char) -> Option<Token> {
    Some(match first {
        first if first.is_whitespace() => return None,
        '\'' => Token::Literal,
        '"' => Token::Word(text.trim_matches('"').replace("\"\"", "\"")),
        first if first.is_ascii_digit() => Token::Literal,
        first if is_letter(first) => Token::Word(text.to_lowercase()),
        '(' | '[' => Token::Open,
        ')' | ']' => Token::Close,
        first => Token::Mark(first),
    })
}

/// How long the quoted text is; a doubled quote is part of it.
fn quoted(text: &str, quote: char) -> usize {
    let mut marks = text
        .match_indices(quote)
        .map(|(at, _)| at)
        .skip(1)
        .peekable();
    while let Some(at) = marks.next() {
        if marks.next_if_eq(&(at + 1)).is_none() {
            return at + 1;
        }
    }
    text.len()
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || letter == '_'
}

fn named(tokens: &[Token]) -> Option<(String, Strength)> {
    if let [Token::Open, inside @ .., Token::Close] = tokens
        && is_one_group(tokens)
    {
        return named(inside);
    }
    let outside = outside(tokens);
    let at = |word: &str| {
        let is_word = |place: &&usize| tokens[**place] == Token::Word(word.to_owned());
        outside.iter().find(is_word).copied()
    };
    if let Some(place) = at("collate") {
        return named(&tokens[..place]);
    }
    if at("at").is_some() && at("zone").is_some() {
        return Some(("timezone".to_owned(), Strength::Strong));
    }
    let colons = outside
        .windows(2)
        .rev()
        .find(|pair| tokens[pair[0]] == Token::Mark(':') && tokens[pair[1]] == Token::Mark(':'));
    if let Some(pair) = colons {
        return cast(&tokens[..pair[0]], &tokens[pair[1] + 1..]);
    }
    operand(tokens, &outside)
}

/// The places of what stands in no group.
fn outside(tokens: &[Token]) -> Vec<usize> {
    let mut depth = 0_usize;
    let mut places = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        match token {
            Token::Open => depth += 1,
            Token::Close => depth = depth.saturating_sub(1),
            Token::Word(_) | Token::Literal | Token::Mark(_) if depth == 0 => places.push(place),
            Token::Word(_) | Token::Literal | Token::Mark(_) => {}
        }
    }
    places
}

/// Whether the first parenthesis is closed by the last.
fn is_one_group(tokens: &[Token]) -> bool {
    outside(&tokens[..tokens.len() - 1]).is_empty() && {
        let mut depth = 0_i32;
        tokens[..tokens.len() - 1].iter().all(|token| {
            depth += match token {
                Token::Open => 1,
                Token::Close => -1,
                Token::Word(_) | Token::Literal | Token::Mark(_) => 0,
            };
            depth > 0
        })
    }
}

fn cast(operand: &[Token], ty: &[Token]) -> Option<(String, Strength)> {
    // `a::text || b` is no cast, but an operation.
    if holds_operator(operand) || holds_operator(ty) {
        return None;
    }
    converted(operand, ty)
}

fn holds_operator(tokens: &[Token]) -> bool {
    let is_operator = |place: &usize| match &tokens[*place] {
        Token::Mark(mark) => !matches!(mark, '.' | ':'),
        Token::Word(word) => is_infix(word),
        Token::Literal | Token::Open | Token::Close => false,
    };
    outside(tokens).iter().any(is_operator)
}

fn converted(operand: &[Token], ty: &[Token]) -> Option<(String, Strength)> {
    let inside = named(operand).filter(|(_, strength)| *strength == Strength::Strong);
    inside.or_else(|| Some((type_name(ty)?, Strength::Weak)))
}

/// Words that make one expression of two.
fn is_infix(word: &str) -> bool {
    let words = [
        "and", "or", "not", "is", "in", "like", "ilike", "between", "similar",
    ];
    words.contains(&word)
}

fn type_name(tokens: &[Token]) -> Option<String> {
    let words: Vec<&str> = tokens
        .iter()
        .filter_map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            Token::Literal | Token::Open | Token::Close | Token::Mark(_) => None,
        })
        .collect();
    let known = match words.as_slice() {
        ["int" | "integer"] => "int4",
        ["smallint"] => "int2",
        ["bigint"] => "int8",
        ["real"] => "float4",
        ["double", "precision"] | ["float"] => "float8",
        ["boolean"] => "bool",
        ["decimal" | "dec"] => "numeric",
        ["character", "varying"] => "varchar",
        ["char" | "character"] => "bpchar",
        ["timestamp", "with", "time", "zone"] => "timestamptz",
        ["timestamp", "without", "time", "zone"] => "timestamp",
        ["time", "with", "time", "zone"] => "timetz",
        ["time", "without", "time", "zone"] => "time",
        ["bit", "varying"] => "varbit",
        [.., last] => last,
        [] => return None,
    };
    Some(known.to_owned())
}

/// A column or a call, by the last part of its name.
fn operand(tokens: &[Token], outside: &[usize]) -> Option<(String, Strength)> {
    if tokens.first() == Some(&Token::Word("case".to_owned())) {
        return Some(case(tokens, outside));
    }
    let mut words = Vec::new();
    for (number, place) in outside.iter().enumerate() {
        match (&tokens[*place], number % 2) {
            (Token::Word(word), 0) if !is_infix(word) => words.push(word.as_str()),
            (Token::Mark('.'), 1) => {}
            _ => return None,
        }
    }
    let last = *words.last()?;
    let is_call = tokens.len() > outside.len();
    let inside = tokens.get(outside.len() + 1..tokens.len().saturating_sub(1));
    let name = match (last, inside) {
        ("null" | "true" | "false", _) if !is_call => return None,
        ("cast", Some(inside)) => return cast_call(inside),
        ("trim", Some([Token::Word(side), ..])) if side == "leading" => "ltrim",
        ("trim", Some([Token::Word(side), ..])) if side == "trailing" => "rtrim",
        ("trim", _) if is_call => "btrim",
        (last, _) => last,
    };
    Some((name.to_owned(), Strength::Strong))
}

/// What stands behind its last `else` may have a name of its own.
fn case(tokens: &[Token], outside: &[usize]) -> (String, Strength) {
    let is_word = |place: &&usize, word: &str| tokens[**place] == Token::Word(word.to_owned());
    let mut places = outside.iter().rev().skip(1);
    let otherwise = places.find(|place| is_word(place, "else") || is_word(place, "end"));
    let inside = otherwise
        .filter(|place| is_word(place, "else"))
        .and_then(|place| named(&tokens[place + 1..tokens.len() - 1]))
        .filter(|(_, strength)| *strength == Strength::Strong);
    inside.unwrap_or_else(|| ("case".to_owned(), Strength::Weak))
}

/// `cast(e as t)`
fn cast_call(inside: &[Token]) -> Option<(String, Strength)> {
    let outside = outside(inside);
    let is_as = |place: &&usize| inside[**place] == Token::Word("as".to_owned());
    let place = *outside.iter().rev().find(is_as)?;
    converted(&inside[..place], &inside[place + 1..])
}

#[cfg(test)]
mod tests {
    use super::name_of;

    /// PostgreSQL 18 was asked for the name of an index over each.
    #[test]
    fn a_fragment_is_called_what_the_server_calls_it() {
        let names = [
            ("lower(name)", "lower"),
            ("LOWER(Name)", "lower"),
            ("(lower(name))", "lower"),
            ("pg_catalog.lower(name)", "lower"),
            ("lower(name) collate \"C\"", "lower"),
            ("coalesce(name, 'a (b')", "coalesce"),
            ("nullif(name, '')", "nullif"),
            ("lower(name)::varchar(20)", "lower"),
            ("(name || 'x')::character varying", "varchar"),
            ("(n + 1)::int", "int4"),
            ("cast(n + 1 as bigint)", "int8"),
            ("cast(n as bigint)", "n"),
            ("n::bigint", "n"),
            ("(data ->> 'a')::double precision", "float8"),
            ("trim(name)", "btrim"),
            ("trim(leading from name)", "ltrim"),
            ("trim(both ' ' from name)", "btrim"),
            ("extract(year from day)", "extract"),
            ("at at time zone 'UTC'", "timezone"),
            ("case when n > 1 then 1 end", "case"),
            ("case when n > 1 then 1 else abs(n) end", "abs"),
            ("substring(name from 1 for 2)", "substring"),
            ("\"left\"(name, 2)", "left"),
            ("\"Big\"", "Big"),
        ];
        for (fragment, name) in names {
            let given = name_of(fragment).map(|(name, _)| name);
            assert_eq!(given.as_deref(), Some(name), "{fragment}");
        }
        for fragment in [
            "n + 1",
            "name || 'x'::text",
            "n::text || name",
            "n::int + 1",
            "not (n > 1)",
            "lower(name) || upper(name)",
            "n > 1",
            "-n",
        ] {
            assert_eq!(name_of(fragment), None, "{fragment}");
        }
    }
}
