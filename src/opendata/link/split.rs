// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Where an address is parted in two by the text around it: strings of code put together, lines that go on.

/// Most bytes between two strings that make one.
const LONGEST: usize = 200;

/// What puts two strings together, a longer one first: `+` of most languages, `.` of PHP and Perl, `..` of Lua, `||` of
/// SQL, `<>` of Elixir, `&` of Basic, a backslash at the end of a line.
const OPERATORS: &[&str] = &["& _", "..", "||", "<>", "+", ".", "&", "\\"];

/// Signs that an address goes on after.
const OPEN: &[char] = &['/', '-', '=', '&', '?', '.', '_', '#'];

/// The length of the white space that a text begins with.
pub(super) fn blank(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t', '\n', '\r']).len()
}

/// Whether a line ends here.
pub(super) fn ends_line(text: &str) -> bool {
    text.starts_with('\n') || text.starts_with("\r\n")
}

/// Whether more must come.
pub(super) fn is_open(form: &str) -> bool {
    form.is_empty() || form.ends_with(OPEN)
}

/// Whether a word can be a part of an address, but for what closes a sentence or a markup.
pub(super) fn is_of_address(word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric() && c != '/');
    bare.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit())
        && bare
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-/_.?=&#%".contains(&b))
}

/// The length of the white space that a text begins with, and whether it ends a line and indents the next one. A notebook
/// holds each line of its code in a string of its own: there a line ends with `\n",`.
fn gap(text: &str) -> (usize, bool) {
    let mut length = blank(text);
    let mut lines = text[..length].matches('\n').count();
    if let Some(rest) = text[length..].strip_prefix("\\n\",") {
        let next = &rest[blank(rest)..];
        if let Some(code) = next.strip_prefix('"') {
            lines += 1;
            length = text.len() - code.len() + blank(code);
        }
    }
    (length, lines == 1 && text[..length].ends_with([' ', '\t']))
}

/// The length of what stands between two strings that make one, from the quotation mark that ends the first to the one
/// that begins the second: `' + "`, or the end of a line before an indented string, as Python and C put them together.
/// `form` is the address up to there.
pub(super) fn joint(text: &str, form: &str) -> Option<usize> {
    let mut near = text.len().min(LONGEST);
    while !text.is_char_boundary(near) {
        near -= 1;
    }
    // Inside a string of JSON the marks are escaped.
    let escaped = usize::from(text.starts_with('\\'));
    let quote = text[escaped..near].chars().next().filter(|c| is_mark(*c))?;
    let after = &text[escaped + 1..near];
    let (first, indented) = gap(after);
    let operator = OPERATORS.iter().find(|sign| {
        let rest = after[first..].strip_prefix(**sign);
        rest.is_some_and(|rest| **sign != "\\" || ends_line(rest))
    });
    let rest = &after[first + operator.map_or(0, |sign| sign.len())..];
    let (second, _) = if operator.is_some() { gap(rest) } else { (0, false) };
    let between = &after[..after.len() - rest.len() + second];
    // Letters that tell what kind of string it is: `f"…"`, `$"…"`.
    let string = &rest[second..];
    let letters = ['f', 'F', 'r', 'R', 'b', 'B', 'u', 'U', '$', '@'];
    let prefix = string.len() - string.trim_start_matches(letters).len();
    let begin = prefix + usize::from(string[prefix..].starts_with('\\'));
    let mark = string[begin..].chars().next().filter(|c| is_mark(*c))?;
    let body = &string[begin + 1..];
    let lines = between.matches('\n').count();
    let put = match operator {
        // The words of a command are parted so too.
        Some(&"\\") => lines == 1 && (is_open(form) || body.starts_with(['/', '?', '#', '&'])),
        // A full stop after a word in quotation marks stands close to it; what goes on there is no path.
        Some(&".") => (first > 0 && second > 0 || body.starts_with('/')) && lines <= 1,
        Some(_) => lines <= 2,
        None => {
            let word = body
                .split([mark, '\\'])
                .next()
                .filter(|word| word.len() < body.len());
            let open = is_open(form) || body.starts_with(OPEN) || prefix > 0;
            let fits = |word: &str| !word.contains(char::is_whitespace) && !word.is_empty();
            indented && mark == quote && quote != '`' && open && word.is_some_and(fits)
        }
    };
    let whole = body.starts_with("http") || body.is_empty();
    (put && prefix <= 2 && !whole).then_some(escaped + 1 + between.len() + begin + 1)
}

/// The length of what stands between two lines of a gettext catalogue, where each one is a string without indentation. In
/// `<…>` the second one ends the address; elsewhere a hyphen tells that it goes on.
pub(super) fn catalogue(text: &str, form: &str, in_angles: bool) -> Option<usize> {
    let next = text
        .strip_prefix('"')?
        .trim_start_matches('\r')
        .strip_prefix("\n\"")?;
    let near = next.char_indices().nth(LONGEST).map_or(next.len(), |(at, _)| at);
    let word = next[..near]
        .split(|c: char| c.is_whitespace() || c == '"')
        .next()
        .unwrap_or_default();
    let ends = in_angles && word.contains('>') && !word.starts_with(['<', '>']);
    let goes_on = form.ends_with('-') && is_of_address(word);
    ((ends || goes_on) && !word.starts_with("http")).then_some(text.len() - next.len())
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}
