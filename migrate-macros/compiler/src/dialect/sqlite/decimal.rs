//! Numbers that are written out, rounded as PostgreSQL rounds a `numeric`: halves away from
//! zero. Takes texts, gives texts; must not know any type.

/// The number with so many digits behind the point; nothing for what is no number.
pub(super) fn rounded(number: &str, scale: usize) -> Option<String> {
    let (sign, rest) = match number.trim().strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", number.trim().trim_start_matches('+')),
    };
    let (mantissa, exponent) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
    let exponent: i32 = exponent.parse().ok().filter(|it: &i32| it.abs() < 1000)?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = [whole, fraction].concat();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let digits = shifted(&digits, point, scale);
    let (kept, behind) = digits.split_at(digits.len() - 1);
    let kept = if behind >= "5" {
        incremented(kept)
    } else {
        kept.to_owned()
    };
    let (whole, fraction) = kept.split_at(kept.len() - scale);
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.trim_end_matches('0');
    let is_zero = whole == "0" && fraction.is_empty();
    let sign = if is_zero { "" } else { sign };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

/// The digits up to one behind the last that is kept, with zeros where there are none.
fn shifted(digits: &str, point: i32, scale: usize) -> String {
    let zeros = usize::try_from(1 - point).unwrap_or(0);
    let whole = usize::try_from(point).unwrap_or(0).max(1);
    let mut all = "0".repeat(zeros);
    all.push_str(digits);
    let length = whole + scale + 1;
    let mut found: String = all.chars().take(length).collect();
    found.extend(std::iter::repeat_n('0', length.saturating_sub(all.len())));
    found
}

fn incremented(digits: &str) -> String {
    let mut found = digits.as_bytes().to_vec();
    for digit in found.iter_mut().rev() {
        if *digit < b'9' {
            *digit += 1;
            return String::from_utf8(found).unwrap_or_default();
        }
        *digit = b'0';
    }
    found.insert(0, b'1');
    String::from_utf8(found).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn halves_go_away_from_zero() {
        for (number, scale, expected) in [
            ("9.999", 2, "10"),
            ("9.994", 2, "9.99"),
            ("2.5", 0, "3"),
            ("-2.5", 0, "-3"),
            ("0.5", 0, "1"),
            ("-0.4", 0, "0"),
            ("0.005", 2, "0.01"),
            ("1.25e2", 1, "125"),
            ("125e-3", 2, "0.13"),
            ("5e-4", 2, "0"),
            (".5", 1, "0.5"),
            ("007", 0, "7"),
            ("12345678901234567890.5", 0, "12345678901234567891"),
        ] {
            assert_eq!(
                rounded(number, scale).as_deref(),
                Some(expected),
                "{number}"
            );
        }
        for number in ["", "abc", "1x", "--1", "."] {
            assert_eq!(rounded(number, 2), None, "{number}");
        }
    }
}
