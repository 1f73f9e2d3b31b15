//! A name made of three parts that fits. Must not know what the parts are.

/// The longest name, in bytes.
pub(super) const LIMIT: usize = 63;

/// `one_two_suffix`, or `one_suffix`: the longer of the first two is shortened byte by
/// byte until all fits, and then to a whole letter, as the server's `makeObjectName` does.
pub(super) fn shortened(one: &str, two: Option<&str>, suffix: &str) -> String {
    let room = LIMIT
        .saturating_sub(suffix.len() + 1)
        .saturating_sub(usize::from(two.is_some()));
    let (first, second) = lengths(one.len(), two.map_or(0, str::len), room);
    let mut parts = vec![&one[..one.floor_char_boundary(first)]];
    parts.extend(two.map(|two| &two[..two.floor_char_boundary(second)]));
    parts.push(suffix);
    parts.join("_")
}

/// How much of each of two lengths stays, so that both have room.
fn lengths(one: usize, two: usize, room: usize) -> (usize, usize) {
    let excess = (one + two).saturating_sub(room);
    // The longer gives way until both are equal; then they take turns, the second first.
    let difference = one.abs_diff(two);
    let from_longer = excess.min(difference);
    let rest = excess - from_longer;
    let (from_one, from_two) = (rest / 2, rest - rest / 2);
    let (mut first, mut second) = (one - from_one, two - from_two);
    if one > two {
        first -= from_longer;
    } else {
        second -= from_longer;
    }
    (first, second)
}
