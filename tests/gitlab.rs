// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Listing the projects of a GitLab group: every page, no secret lost, no hole unnoticed.
//! The answers follow GitLab's documentation of its REST API.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod http;
}

use common::http::{Reply, Request, Server};
use vigie::forge::{Forge, ForgeError, GitLab, GitLabOptions, Place, Project};
use vigie::model::Token;

const SECRET: &str = "glpat-0123456789abcdef";

fn list(server: &Server, groups: &[&str], token: bool) -> Result<Vec<Project>, ForgeError> {
    let gitlab = GitLab::new(GitLabOptions {
        url: format!("{}/gitlab", server.url),
        groups: groups.iter().map(|group| (*group).to_owned()).collect(),
        token: token.then(|| Token::new(SECRET)).flatten(),
        allow_http: false,
    })?;
    assert!(
        !format!("{gitlab:?}").contains(SECRET),
        "the token shows in Debug"
    );
    gitlab.projects()
}

fn row(path: &str, more: &str) -> String {
    format!(
        "{{\"id\":1,\"path_with_namespace\":\"{path}\",\"http_url_to_repo\":\"https://example.org/{path}.git\"{more}}}"
    )
}

fn page(request: &Request) -> usize {
    let query = request.target.split('?').nth(1).unwrap();
    let number = query
        .split('&')
        .find_map(|pair| pair.strip_prefix("page="))
        .unwrap();
    number.parse().unwrap()
}

#[test]
fn every_page_is_read_even_after_a_short_one() {
    let server = Server::start(|request, _| {
        let number = page(request);
        // The second page is shorter than asked, as GitLab's filters make them, and more follow.
        let rows: Vec<_> = (0..if number == 2 { 1 } else { 3 })
            .map(|n| row(&format!("eig/p{number}{n}"), ""))
            .collect();
        let next = if number < 3 {
            (number + 1).to_string()
        } else {
            String::new()
        };
        Reply::json(format!("[{}]", rows.join(",")))
            .header("X-Next-Page", next)
            .header("X-Total", "7")
    });
    let projects = list(&server, &["eig/2026"], true).unwrap();
    let names: Vec<_> = projects.iter().map(|project| project.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "eig/p10", "eig/p11", "eig/p12", "eig/p20", "eig/p30", "eig/p31", "eig/p32"
        ]
    );
    for request in server.requests() {
        assert!(
            request
                .target
                .starts_with("/gitlab/api/v4/groups/eig%2F2026/projects?"),
            "{}",
            request.target
        );
        assert!(
            request.target.contains("include_subgroups=true") && request.target.contains("with_shared=false")
        );
        assert!(
            !request.target.contains(SECRET),
            "a token in an address is in every log"
        );
        assert_eq!(request.headers["private-token"], SECRET);
    }
}

#[test]
fn missing_rows_are_an_error_and_not_a_shorter_list() {
    let server = Server::start(|_, _| Reply::json(format!("[{}]", row("eig/a", ""))).header("X-Total", "2"));
    let error = list(&server, &["eig"], false).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("announced 2 projects in \"eig\" and gave 1"),
        "{error}"
    );
}

#[test]
fn passing_faults_are_retried_and_others_told() {
    let server = Server::start(|_, count| match count {
        1 => Reply::status("429 Too Many Requests").header("Retry-After", "0"),
        2 => Reply::status("503 Service Unavailable").header("Retry-After", "0"),
        3 => Reply::status(""),
        _ => Reply::json(format!("[{}]", row("eig/a", ""))),
    });
    assert_eq!(list(&server, &["eig"], false).unwrap().len(), 1);
    assert_eq!(server.requests().len(), 4);

    for (status, advice) in [
        ("401 Unauthorized", "scope read_api"),
        ("403 Forbidden", "lacks the scope"),
        ("404 Not Found", "full path"),
    ] {
        let server = Server::start(move |_, _| Reply::status(status));
        let error = list(&server, &["eig"], true).unwrap_err().to_string();
        assert!(error.contains(advice) && !error.contains(SECRET), "{error}");
        assert_eq!(
            server.requests().len(),
            1,
            "{status} does not pass: once is enough"
        );
    }
    let server = Server::start(|_, _| Reply::json("[{\"path"));
    let error = list(&server, &["eig"], false).unwrap_err();
    assert!(matches!(error, ForgeError::Answer { .. }), "{error}");
}

#[test]
fn the_token_never_follows_a_redirect_to_another_host() {
    let other = Server::start(|_, _| Reply::json("[]"));
    let elsewhere = other.url.replace("127.0.0.1", "localhost");
    let server = Server::start(move |_, _| {
        Reply::status("302 Found").header("Location", format!("{elsewhere}/api/v4/groups/eig/projects"))
    });
    assert!(list(&server, &["eig"], true).is_err());
    assert!(other.requests().is_empty(), "the other host was asked");
}

#[test]
fn the_token_is_not_sent_in_clear_to_another_machine() {
    let refused = GitLab::new(GitLabOptions {
        url: "http://gitlab.example.org".to_owned(),
        groups: Vec::new(),
        token: Token::new(SECRET),
        allow_http: false,
    });
    assert!(matches!(refused, Err(ForgeError::ClearToken(_))));
    for url in [
        "gitlab.example.org",
        "ftp://gitlab.example.org",
        "https://me:pw@gitlab.example.org",
        "",
    ] {
        let options = GitLabOptions {
            url: url.to_owned(),
            groups: Vec::new(),
            token: None,
            allow_http: false,
        };
        let error = GitLab::new(options)
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default();
        assert!(
            error.contains("is not the address of a GitLab") && !error.contains("pw"),
            "{url}: {error}"
        );
    }
}

#[test]
fn what_the_forge_says_becomes_facts() {
    let more = ",\"description\":null,\"topics\":[\"eig\",\"a\"],\"visibility\":\"public\",\"archived\":true,\
                \"empty_repo\":true,\"issues_enabled\":false,\"namespace\":{\"kind\":\"group\"},\
                \"default_branch\":\"main\",\"unknown_key\":{}";
    let body = format!("[{},{}]", row("eig/a", more), row("eig/b", ""));
    let server = Server::start(move |_, _| Reply::json(body.clone()));
    // The same group twice, or a group and its subgroup: each project is listed once.
    let projects = list(&server, &["eig", "eig/sub"], false).unwrap();
    assert_eq!(projects.len(), 2);
    let facts = projects[0].facts.clone().unwrap();
    assert_eq!(projects[0].place, Place::Empty);
    assert_eq!(facts.description.as_deref(), Some(""));
    assert_eq!(facts.topics.unwrap(), ["a", "eig"]);
    assert_eq!(
        (facts.archived, facts.issues, facts.in_group),
        (Some(true), Some(false), Some(true))
    );
    assert_eq!(
        projects[1].place,
        Place::Remote("https://example.org/eig/b.git".to_owned())
    );
    let absent = projects[1].facts.clone().unwrap();
    assert_eq!(
        (absent.topics, absent.issues, absent.in_group),
        (None, None, None)
    );
}
