// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Listings of many pages: to their very end, and with no row missing.
//!
//! GitLab's pages may be shorter than asked although more follow, so the end is never guessed from
//! a short page: the server says it, or an empty page does.

use std::collections::{BTreeMap, BTreeSet};

use http::HeaderMap;
use reqwest::Url;
use serde::de::DeserializeOwned;

use super::http::Wire;
use crate::forge::ForgeError;

/// Rows asked for per page, the API's maximum.
const PER_PAGE: &str = "100";
/// Most pages of one listing: a million rows. A server that never ends must not hang the run.
const MOST_PAGES: usize = 10_000;
/// How often a listing that changed while it was read is begun anew.
const PASSES: usize = 3;

/// How a listing goes from page to page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paging {
    /// By page number.
    Offset,
    /// By the last row's id; for `/projects` ordered by id only.
    Keyset,
}

/// A row that can be told from every other.
pub(super) trait Row: DeserializeOwned {
    /// GitLab's own number.
    fn id(&self) -> u64;
}

/// What came of reading a listing once.
enum Pass<T> {
    Whole(Vec<T>),
    /// Rows are missing, or may be.
    Torn {
        announced: u64,
        given: usize,
    },
}

/// Every row of a listing, in the order of the ids.
pub(super) fn all<T: Row>(
    wire: &Wire,
    host: &str,
    about: &str,
    url: &Url,
    paging: Paging,
) -> Result<Vec<T>, ForgeError> {
    let mut torn = (0, 0);
    for _ in 0..PASSES {
        match pass(wire, host, about, url, paging)? {
            Pass::Whole(rows) => return Ok(rows),
            Pass::Torn { announced, given } => torn = (announced, given),
        }
    }
    Err(ForgeError::Truncated {
        host: host.to_owned(),
        group: about.to_owned(),
        announced: torn.0,
        given: torn.1,
    })
}

fn pass<T: Row>(
    wire: &Wire,
    host: &str,
    about: &str,
    url: &Url,
    paging: Paging,
) -> Result<Pass<T>, ForgeError> {
    let endless = || ForgeError::Answer {
        host: host.to_owned(),
        group: about.to_owned(),
        reason: "the listing leads back to where it began".to_owned(),
    };
    let mut rows: BTreeMap<u64, T> = BTreeMap::new();
    let mut total: Option<u64> = None;
    let mut shrunk = false;
    let mut asked = BTreeSet::new();
    let mut next = first(url, paging);
    for number in 1..=MOST_PAGES {
        if !asked.insert(next.to_string()) {
            return Err(endless());
        }
        let page = wire.get::<Vec<T>>(about, &next)?;
        let (empty, known) = (page.value.is_empty(), rows.len());
        rows.extend(page.value.into_iter().map(|row| (row.id(), row)));
        let now = count(&page.headers);
        shrunk |= matches!((total, now), (Some(before), Some(now)) if now < before);
        total = now.or(total);
        let given = rows.len();
        let complete = now.is_some_and(|now| given as u64 >= now);
        let last = rows.keys().next_back().copied().unwrap_or_default();
        next = match says(&page.headers) {
            Says::End => return Ok(judge(rows, total, shrunk)),
            Says::Nothing if empty || complete => return Ok(judge(rows, total, shrunk)),
            // All of the page was seen before: rows moved, or the server gives one page for ever.
            _ if !empty && given == known => {
                return Ok(Pass::Torn {
                    announced: total.unwrap_or_default().max(given as u64 + 1),
                    given,
                });
            }
            Says::Query(query) => with_query(url, &query),
            Says::Page(page) => with(&first(url, paging), "page", &page),
            Says::Nothing if paging == Paging::Keyset => {
                with(&first(url, paging), "id_after", &last.to_string())
            }
            Says::Nothing => with(&first(url, paging), "page", &(number + 1).to_string()),
        };
    }
    Err(endless())
}

/// A listing that shrank while it was read has lost a row between two pages.
fn judge<T>(rows: BTreeMap<u64, T>, total: Option<u64>, shrunk: bool) -> Pass<T> {
    let given = rows.len();
    match total {
        Some(announced) if shrunk || (given as u64) < announced => Pass::Torn { announced, given },
        _ => Pass::Whole(rows.into_values().collect()),
    }
}

fn first(url: &Url, paging: Paging) -> Url {
    let mut url = url.clone();
    url.query_pairs_mut().append_pair("per_page", PER_PAGE);
    match paging {
        Paging::Keyset => url.query_pairs_mut().append_pair("pagination", "keyset"),
        Paging::Offset => url.query_pairs_mut().append_pair("page", "1"),
    };
    url
}

/// The address with one parameter set.
pub(super) fn with(url: &Url, name: &str, value: &str) -> Url {
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(key, _)| key != name)
        .map(|(key, value)| (key.into_owned(), value.into_owned()))
        .collect();
    let mut url = url.clone();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(kept)
        .append_pair(name, value);
    url
}

/// The server's parameters on our own address: a GitLab that does not know its own name gives
/// addresses that lead elsewhere.
fn with_query(url: &Url, query: &str) -> Url {
    let mut url = url.clone();
    url.set_query(Some(query));
    url
}

/// What the headers say of the next page.
#[derive(Debug, PartialEq, Eq)]
enum Says {
    Query(String),
    Page(String),
    End,
    Nothing,
}

fn says(headers: &HeaderMap) -> Says {
    let links: Vec<&str> = headers
        .get_all("link")
        .iter()
        .filter_map(|link| link.to_str().ok())
        .collect();
    if let Some(query) = links.iter().find_map(|link| next_link(link)) {
        return Says::Query(query);
    }
    let next = headers
        .get("x-next-page")
        .and_then(|next| next.to_str().ok())
        .map(str::trim);
    match next {
        Some("") => Says::End,
        Some(page) if page.parse::<u32>().is_ok() => Says::Page(page.to_owned()),
        // An offset listing always links its first page.
        _ if links.iter().any(|link| link.contains("rel=\"first\"")) => Says::End,
        _ => Says::Nothing,
    }
}

/// The query of the link to the next page.
fn next_link(link: &str) -> Option<String> {
    link.split('<').find_map(|part| {
        let (address, rest) = part.split_once('>')?;
        let own = rest.split(',').next().unwrap_or_default();
        let next = own
            .split(';')
            .map(str::trim)
            .any(|word| matches!(word, "rel=\"next\"" | "rel=next"));
        next.then(|| address.split_once('?').map(|(_, query)| query.to_owned()))
            .flatten()
    })
}

fn count(headers: &HeaderMap) -> Option<u64> {
    headers.get("x-total")?.to_str().ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderMap;

    use super::{Says, says};

    #[test]
    fn the_server_says_what_follows() {
        let query = |query: &str| Says::Query(query.to_owned());
        let cases = [
            (vec![("x-next-page", "")], Says::End),
            (vec![("x-next-page", "3")], Says::Page("3".to_owned())),
            (vec![("x-next-page", "3; rm")], Says::Nothing),
            (vec![], Says::Nothing),
            (
                vec![(
                    "link",
                    "<https://a/p?page=1>; rel=\"first\", <https://a/p?page=4>; rel=\"last\"",
                )],
                Says::End,
            ),
            (
                vec![(
                    "link",
                    "<https://a/p?page=1>; rel=\"prev\", <https://a/p?x=1,2&page=3>; rel=\"next\"",
                )],
                query("x=1,2&page=3"),
            ),
            (
                vec![("link", "<https://a/p?id_after=9>; rel=\"next\"")],
                query("id_after=9"),
            ),
            (
                vec![("link", "<https://a/p?id_after=9; rel=\"next\"")],
                Says::Nothing,
            ),
            (vec![("link", "rel=\"next\"")], Says::Nothing),
        ];
        for (given, expected) in cases {
            let mut headers = HeaderMap::new();
            for (name, value) in &given {
                headers.append(*name, value.parse().unwrap());
            }
            assert_eq!(says(&headers), expected, "{given:?}");
        }
    }
}
