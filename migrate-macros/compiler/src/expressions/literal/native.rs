//! Literals of PostgreSQL's own types: addresses, shapes, `money`, `oid`. Takes texts, gives
//! whether the server reads them; what it reads in too many ways is taken on trust. Must
//! not know where they stand.

use std::net::Ipv6Addr;

use super::search;

/// Whether the text is a value of the native type of this name.
pub(super) fn is_value(value: &str, ty: &str) -> bool {
    match ty {
        "inet" => is_inet(value),
        "cidr" => is_cidr(value),
        "macaddr" => is_macaddr(value, &[6]),
        "macaddr8" => is_macaddr(value, &[6, 8]),
        "point" => is_shape(value, |count| count == 2),
        "box" | "lseg" => is_shape(value, |count| count == 4),
        "line" => is_line(value),
        "circle" => is_shape(value, |count| count == 3) && !value.contains(",-"),
        "path" | "polygon" => is_shape(value, |count| count > 0 && count.is_multiple_of(2)),
        "money" => is_money(value),
        "oid" => value
            .trim()
            .parse::<i64>()
            .is_ok_and(|it| it.abs() <= i64::from(u32::MAX)),
        "pg_lsn" => is_lsn(value),
        "tsvector" => search::is_document(value),
        "tsquery" => search::is_query(value),
        "jsonpath" => search::is_json_path(value),
        "regconfig" => search::is_configuration(value),
        _ => true,
    }
}

/// An address, with an optional number of bits behind a slash.
fn is_inet(value: &str) -> bool {
    let (address, bits) = value.split_once('/').unwrap_or((value, "0"));
    match address.parse::<Ipv6Addr>() {
        Ok(_) => is_up_to(bits, 128),
        Err(_) => octets(address).is_some_and(|it| it.len() == 4) && is_up_to(bits, 32),
    }
}

/// A network: there is nothing to the right of its mask, and the last octets may be missing.
fn is_cidr(value: &str) -> bool {
    let (address, bits) = match value.split_once('/') {
        Some((address, bits)) => (address, Some(bits)),
        None => (value, None),
    };
    let count = bits.and_then(|bits| bits.parse::<u32>().ok());
    if let Ok(address) = address.parse::<Ipv6Addr>() {
        return bits.is_none_or(|bits| is_up_to(bits, 128))
            && u128::from(address)
                .checked_shl(count.unwrap_or(128))
                .unwrap_or(0)
                == 0;
    }
    let Some(mut octets) = octets(address) else {
        return false;
    };
    octets.resize(4, 0);
    let address = octets
        .iter()
        .fold(0_u32, |sum, octet| sum << 8 | u32::from(*octet));
    bits.is_none_or(|bits| is_up_to(bits, 32))
        && address.checked_shl(count.unwrap_or(32)).unwrap_or(0) == 0
}

fn octets(address: &str) -> Option<Vec<u8>> {
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|it| it.is_ascii_digit());
    let octet = |part: &str| part.parse::<u8>().ok().filter(|_| is_number(part));
    let octets: Option<Vec<u8>> = address.split('.').map(octet).collect();
    octets.filter(|octets| octets.len() <= 4)
}

fn is_up_to(bits: &str, most: u8) -> bool {
    let digits = !bits.is_empty() && bits.bytes().all(|it| it.is_ascii_digit());
    digits && bits.parse::<u8>().is_ok_and(|bits| bits <= most)
}

/// So many bytes as hexadecimal digits, in groups or not.
fn is_macaddr(value: &str, lengths: &[usize]) -> bool {
    let value = value.trim();
    let groups: Vec<&str> = value.split([':', '-', '.']).collect();
    let digits = groups
        .iter()
        .all(|group| group.bytes().all(|it| it.is_ascii_hexdigit()));
    let short = groups.iter().all(|group| (1..=2).contains(&group.len()));
    if short && lengths.contains(&groups.len()) {
        return digits;
    }
    let count: usize = groups.iter().map(|group| group.len()).sum();
    digits && lengths.iter().any(|length| count == length * 2)
}

/// Numbers between commas, with brackets that close.
fn is_shape(value: &str, wanted: impl Fn(usize) -> bool) -> bool {
    let mut open = Vec::new();
    for char in value.chars() {
        match char {
            '(' | '[' | '{' | '<' => open.push(char),
            ')' | ']' | '}' | '>' => {
                let pair = open.pop();
                let fits = matches!(
                    (pair, char),
                    (Some('('), ')') | (Some('['), ']') | (Some('{'), '}') | (Some('<'), '>')
                );
                if !fits {
                    return false;
                }
            }
            _ => {}
        }
    }
    let is_bracket = |char: char| "()[]{}<>".contains(char);
    let numbers: Vec<&str> = value
        .split(',')
        .map(|part| part.trim_matches(|char: char| is_bracket(char) || char.is_whitespace()))
        .collect();
    open.is_empty()
        && wanted(numbers.len())
        && numbers.iter().all(|number| number.parse::<f64>().is_ok())
}

/// Two points, or the numbers of an equation that says something of `x` or `y`.
fn is_line(value: &str) -> bool {
    let is_shaped = is_shape(value, |count| count == 3 || count == 4);
    let Some(equation) = value.trim().strip_prefix('{') else {
        return is_shaped;
    };
    let mut numbers = equation.split(',').map(|it| it.trim().parse::<f64>());
    let is_zero = |number: Result<f64, _>| number.is_ok_and(|number| number == 0.0);
    is_shaped && !numbers.by_ref().take(2).all(is_zero)
}

/// How an amount is written is up to the session, but a word is none anywhere.
fn is_money(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_digit())
        && !value.bytes().any(|byte| byte.is_ascii_lowercase())
}

fn is_lsn(value: &str) -> bool {
    let is_half =
        |half: &str| (1..=8).contains(&half.len()) && half.bytes().all(|it| it.is_ascii_hexdigit());
    value
        .split_once('/')
        .is_some_and(|(high, low)| is_half(high) && is_half(low))
}
