// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Which of the first rows of a table is its header.
//!
//! A row of values taken for a header would put what people wrote into reports; a header that is missed only makes the
//! columns unknown. So whatever is in doubt is no header.

use super::personal::personal;

/// Most rows among which the header is looked for.
pub(super) const ROWS_BEFORE: usize = 20;

/// Days that spreadsheets number dates by: 1954 to 2064.
const SERIALS: std::ops::RangeInclusive<f64> = 20_000.0..=60_000.0;

/// The header of a table: the number of rows up to its end, and the names.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Header {
    pub above: usize,
    pub names: Vec<String>,
}

/// Finds the header among the first rows. A title may stand above it, and a row that groups its columns; columns at
/// the left that hold nothing are no columns.
pub(super) fn find(rows: &[Vec<String>]) -> Header {
    let Some(left) = rows
        .iter()
        .filter_map(|row| row.iter().position(|cell| !cell.is_empty()))
        .min()
    else {
        return Header::default();
    };
    let rows: Vec<&[String]> = rows
        .iter()
        .map(|row| trimmed(row.get(left..).unwrap_or_default()))
        .collect();
    let widest = rows.iter().map(|row| said(row)).max().unwrap_or(0);
    let Some(at) = rows
        .iter()
        .position(|row| said(row) > 0 && said(row) * 2 >= widest)
    else {
        return Header::default();
    };
    if is_header(rows[at], rows.get(at + 1..).unwrap_or_default()) {
        if let Some(names) = second_level(&rows, at) {
            return Header { above: at + 2, names };
        }
        return Header {
            above: at + 1,
            names: rows[at].to_vec(),
        };
    }
    Header::default()
}

/// A row without the empty cells at its end.
fn trimmed(row: &[String]) -> &[String] {
    let end = row
        .iter()
        .rposition(|cell| !cell.is_empty())
        .map_or(0, |last| last + 1);
    &row[..end]
}

fn said(row: &[String]) -> usize {
    row.iter().filter(|cell| !cell.is_empty()).count()
}

/// The names below a row that groups them: there are more of them, all are words, and something tells that they are no
/// values. Where the lower row says nothing the upper one does.
fn second_level(rows: &[&[String]], at: usize) -> Option<Vec<String>> {
    let (upper, lower) = (rows[at], *rows.get(at + 1)?);
    let below = rows.get(at + 2..).unwrap_or_default();
    let words = !lower.iter().any(|cell| is_number(cell));
    if said(upper) >= lower.len().max(upper.len()) || said(lower) <= said(upper) || !words {
        return None;
    }
    // A person is called neither "nom" nor "courriel".
    let speaks = personal(lower).len() > personal(upper).len();
    let over_numbers = (0..lower.len()).any(|column| {
        let mut cells = below
            .iter()
            .filter_map(|row| row.get(column))
            .filter(|cell| !cell.is_empty());
        let mut any = false;
        !lower[column].is_empty()
            && cells.all(|cell| {
                any = true;
                is_number(cell)
            })
            && any
    });
    if !speaks && !over_numbers {
        return None;
    }
    let name = |column: usize| {
        let cell = |row: &[String]| row.get(column).filter(|cell| !cell.is_empty()).cloned();
        cell(lower).or_else(|| cell(upper)).unwrap_or_default()
    };
    Some((0..lower.len().max(upper.len())).map(name).collect())
}

/// Whether the cells of a row can be names of columns: most say something, and none is a number. A year may be the name
/// of a column, and so may one period after the other beside words; a lone number may stand among names of which some
/// speak of persons.
fn is_header(cells: &[String], below: &[&[String]]) -> bool {
    if said(cells) * 2 <= cells.len() {
        return false;
    }
    // What looks like an address, or like a date above other dates, is what people wrote.
    let repeats = |(column, cell): (usize, &String)| {
        is_date(cell)
            && below
                .iter()
                .filter_map(|row| row.get(column))
                .any(|cell| is_date(cell))
    };
    if cells.iter().any(|cell| cell.contains('@')) || cells.iter().enumerate().any(repeats) {
        return false;
    }
    let year = |cell: &String| cell.len() == 4 && cell.bytes().all(|byte| byte.is_ascii_digit());
    let numbers: Vec<&String> = cells
        .iter()
        .filter(|cell| is_number(cell) && !year(cell))
        .collect();
    let words = said(cells)
        - cells
            .iter()
            .filter(|cell| is_number(cell) || is_date(cell))
            .count();
    let dates: Vec<&String> = cells.iter().filter(|cell| is_date(cell)).collect();
    if dates.len() > words && !is_series(&dates) {
        return false;
    }
    if numbers.is_empty() {
        return true;
    }
    if words == 0 {
        return false;
    }
    let named = personal(cells).len() >= 2 && !below.is_empty();
    named || numbers.len() >= 2 && is_series(&numbers)
}

/// Whether cells are days that follow one another at nearly the same step.
fn is_series(cells: &[&String]) -> bool {
    let numbers: Vec<f64> = cells.iter().filter_map(|cell| serial(cell)).collect();
    if numbers.len() < cells.len() || numbers.len() < 2 {
        return false;
    }
    let steps: Vec<f64> = numbers.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let least = steps.iter().copied().fold(f64::INFINITY, f64::min);
    let most = steps.iter().copied().fold(0.0, f64::max);
    least >= 1.0 && most <= least * 1.15 + 0.5
}

/// The day that a cell names, as spreadsheets number days or as ISO 8601 writes them.
fn serial(cell: &str) -> Option<f64> {
    if let Some(day) = day(cell) {
        return day
            .since(jiff::civil::Date::constant(1899, 12, 30))
            .ok()
            .map(|span| f64::from(span.get_days()));
    }
    cell.parse().ok().filter(|number| SERIALS.contains(number))
}

fn day(cell: &str) -> Option<jiff::civil::Date> {
    let cell = cell.split(['T', ' ']).next().unwrap_or(cell);
    (cell.len() == 10).then(|| cell.parse().ok()).flatten()
}

fn is_date(cell: &str) -> bool {
    day(cell).is_some()
}

/// Whether a cell is a number, as French or English tables write it.
pub(super) fn is_number(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | ','))
        && cell
            .trim_end_matches(['%', '€', ' ', '\u{a0}', '\u{202f}'])
            .replace([' ', '\u{a0}', '\u{202f}'], "")
            .replace(',', ".")
            .parse::<f64>()
            .is_ok()
}

#[cfg(test)]
mod tests {
    use super::{Header, find};

    fn of(rows: &[&str]) -> (usize, String) {
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.split(',').map(str::to_owned).collect())
            .collect();
        let Header { above, names } = find(&rows);
        (above, names.join(","))
    }

    #[test]
    fn headers_are_found_below_titles_and_groups() {
        for (rows, above, names) in [
            (&["code,nom", "1,a"][..], 1, "code,nom"),
            (&["Export", "code,nom,ville", "1,a,b"], 2, "code,nom,ville"),
            (
                &["Identité,,Contact,", "nom,prénom,courriel,téléphone", "a,b,c,d"],
                2,
                "nom,prénom,courriel,téléphone",
            ),
            (
                &["Lieu,,Mesures,", "code,,no2,o3", "a,b,1,2", "c,d,3,4"],
                2,
                "code,,no2,o3",
            ),
            (&["nom,,ville", "Anne,x,Paris", "Paul,y,Lyon"], 1, "nom,,ville"),
            (&["pays,1990,1991", "France,1,2"], 1, "pays,1990,1991"),
            (
                &["nom,prénom,2024-01-01,2024-02-01", "a,b,1,2"],
                1,
                "nom,prénom,2024-01-01,2024-02-01",
            ),
            (
                &["site,45292,45323,45352", "a,1,2,3"],
                1,
                "site,45292,45323,45352",
            ),
            (&["1,nom,prénom", "2,Dupont,Anne"], 1, "1,nom,prénom"),
            (&[",,,nom,prénom", ",,,a,b"], 1, "nom,prénom"),
            (&["Anne,12", "Paul,13"], 0, ""),
            (&["1,2", "3,4"], 0, ""),
            (&["Anne,Dupont,2001-05-01", "Paul,Durand,1990-01-01"], 0, ""),
            (&["Anne,anne@exemple.fr", "Paul,paul@exemple.fr"], 0, ""),
            (&["Anne,2001-05-01,75001", "Paul,1990-01-01,69001"], 0, ""),
            (&["", ""], 0, ""),
        ] {
            assert_eq!(of(rows), (above, names.to_owned()), "{rows:?}");
        }
    }
}
