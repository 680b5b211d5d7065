// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Listing the projects of a GitLab: every page, no secret lost, no hole unnoticed.
//! The answers follow GitLab's documentation of its REST API.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod gitlab;
    pub mod server;
}

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use common::gitlab::{Asked, Fault, GitLabServer, Instance, Rights, project, with};
use serde_json::json;
use vigie::forge::{
    Clock, Forge, ForgeError, GitLab, GitLabOptions, Patience, Place, Project, State, Unsaid, Waits,
};
use vigie::model::{ForgeFacts, Silent, Token};

const SECRET: &str = "glpat-0123456789abcdef";

/// A clock that nobody waits for.
#[derive(Debug, Default)]
struct Quick {
    now: Mutex<Duration>,
    waits: Mutex<Vec<Duration>>,
}

/// The day of every test: 2026-11-23T00:00:00Z.
const TODAY: u64 = 1_795_392_000;

impl Clock for Quick {
    fn now(&self) -> Duration {
        *self.now.lock().unwrap()
    }

    fn wall(&self) -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(TODAY)
    }

    fn sleep(&self, time: Duration) {
        *self.now.lock().unwrap() += time;
        self.waits.lock().unwrap().push(time);
    }

    fn dice(&self) -> u64 {
        0
    }
}

/// A listing, and how it waited.
struct Ask {
    options: GitLabOptions,
    clock: Arc<Quick>,
}

impl Ask {
    fn of(server: &GitLabServer) -> Self {
        let clock = Arc::new(Quick::default());
        let options = GitLabOptions {
            url: server.url.clone(),
            token: Token::new(SECRET),
            patience: Patience {
                clock: Arc::clone(&clock) as Arc<dyn Clock>,
                ..Patience::default()
            },
            ..GitLabOptions::default()
        };
        Self { options, clock }
    }

    fn anonymous(mut self) -> Self {
        self.options.token = None;
        self
    }

    fn groups(mut self, groups: &[&str]) -> Self {
        self.options.groups = groups.iter().map(|&group| group.to_owned()).collect();
        self
    }

    fn projects(mut self, projects: &[&str]) -> Self {
        self.options.projects = projects.iter().map(|&path| path.to_owned()).collect();
        self
    }

    fn list(&self) -> Result<Vec<Project>, ForgeError> {
        let gitlab = GitLab::new(self.options.clone())?;
        assert!(
            !format!("{gitlab:?}{:?}", self.options).contains(SECRET),
            "the token shows in Debug"
        );
        gitlab.projects(&Silent)
    }

    /// What is known of each project once it is asked for alone.
    fn complete(&self, unsaid: Unsaid) -> Vec<ForgeFacts> {
        let gitlab = GitLab::new(self.options.clone()).unwrap();
        let projects = gitlab.projects(&Silent).unwrap();
        projects
            .iter()
            .map(|project| gitlab.complete(project, unsaid).unwrap())
            .collect()
    }

    fn refusal(&self) -> String {
        let told = self.list().unwrap_err().to_string();
        assert!(!told.contains(SECRET) && !told.contains('\n'), "{told}");
        told
    }

    fn waits(&self) -> Vec<u64> {
        let waits = self.clock.waits.lock().unwrap();
        waits
            .iter()
            .map(Duration::as_secs)
            .filter(|seconds| *seconds > 0)
            .collect()
    }
}

fn good() -> BTreeMap<String, Rights> {
    BTreeMap::from([(
        SECRET.to_owned(),
        Rights::scopes(&["read_api", "read_repository"]),
    )])
}

fn instance(count: u64) -> Instance {
    Instance {
        projects: (1..=count)
            .map(|id| project(id, &format!("eig/2026/p{id:04}")))
            .collect(),
        tokens: good(),
        ..Instance::default()
    }
}

fn names(projects: &[Project]) -> Vec<&str> {
    projects.iter().map(|project| project.name.as_str()).collect()
}

#[test]
fn every_row_of_a_thousand_comes_whatever_the_pages_are_like() {
    // What the instance is like, and the requests that it takes: one for the token, and the pages.
    let cases: [(&str, Instance, usize); 6] = [
        ("GitLab's own way", instance(1000), 1 + 10),
        (
            "a lower cap on pages",
            Instance {
                cap: 30,
                ..instance(1000)
            },
            1 + 34,
        ),
        (
            "without totals",
            Instance {
                totals: false,
                ..instance(1000)
            },
            1 + 10,
        ),
        // An empty page ends the listing where nothing else does.
        (
            "without any header",
            Instance {
                headers: false,
                ..instance(1000)
            },
            1 + 11,
        ),
        (
            "short pages, as filters make them",
            Instance {
                hidden: (1..=95).collect(),
                totals: false,
                ..instance(1000)
            },
            1 + 10,
        ),
        (
            "an empty page in the middle",
            Instance {
                hidden: (101..=200).collect(),
                ..instance(1000)
            },
            1 + 10,
        ),
    ];
    for (what, instance, requests) in cases {
        let hidden = instance.hidden.len();
        let server = GitLabServer::start(Instance {
            root: "/gitlab".to_owned(),
            ..instance
        });
        let projects = Ask::of(&server).groups(&["eig"]).list().unwrap();
        assert_eq!(projects.len(), 1000 - hidden, "{what}");
        assert_eq!(server.requests().len(), requests, "{what}");
        for asked in server.requests() {
            assert!(asked.target.starts_with("/gitlab/api/v4/"), "{}", asked.target);
            assert!(
                !asked.target.contains(SECRET),
                "a token in an address is in every log"
            );
            assert_eq!(asked.headers["private-token"], SECRET);
        }
        let asked = &server.requests()[1];
        for (name, value) in [
            ("include_subgroups", "true"),
            ("with_shared", "false"),
            ("order_by", "id"),
            ("sort", "asc"),
            ("per_page", "100"),
        ] {
            assert_eq!(asked.query[name], value, "{what}");
        }
    }
}

#[test]
fn the_whole_instance_is_listed_by_its_ids() {
    for (what, instance, requests) in [
        // One empty page more: a keyset listing does not say that it is over.
        ("by links", instance(1000), 1 + 11),
        (
            "without links",
            Instance {
                headers: false,
                ..instance(1000)
            },
            1 + 11,
        ),
        (
            "with links that lead elsewhere",
            Instance {
                external: Some("http://other.test".to_owned()),
                ..instance(250)
            },
            1 + 4,
        ),
    ] {
        let count = instance.projects.len();
        let server = GitLabServer::start(instance);
        assert_eq!(Ask::of(&server).list().unwrap().len(), count, "{what}");
        assert_eq!(server.requests().len(), requests, "{what}");
        assert_eq!(server.requests()[1].query["pagination"], "keyset", "{what}");
    }
}

#[test]
fn missing_rows_are_an_error_and_not_a_shorter_list() {
    let server = GitLabServer::start(Instance {
        lost: vec![150],
        ..instance(250)
    });
    let told = Ask::of(&server).groups(&["eig"]).refusal();
    assert!(
        told.contains("announced 250 rows in \"eig\" and gave 249"),
        "{told}"
    );
    assert_eq!(
        server.requests().len(),
        1 + 3 * 3,
        "the listing is tried three times"
    );
}

#[test]
fn a_listing_that_changes_while_it_is_read_is_read_anew() {
    // A project of the first page is deleted before the second one is read: a row slips through.
    let server = GitLabServer::with_faults(instance(250), |_, count| {
        (count == 3).then_some(Fault::Before(|instance| drop(instance.projects.remove(0))))
    });
    let projects = Ask::of(&server).groups(&["eig"]).list().unwrap();
    assert_eq!(projects.len(), 249);
    assert!(
        names(&projects).contains(&"eig/2026/p0101"),
        "the row that slipped through"
    );
    // One that comes in pushes a row onto the next page: seen twice, listed once.
    let server = GitLabServer::with_faults(instance(250), |_, count| {
        (count == 3).then_some(Fault::Before(|instance| {
            instance.projects.insert(0, project(900, "eig/2026/new"));
        }))
    });
    let projects = Ask::of(&server).groups(&["eig"]).list().unwrap();
    assert_eq!(projects.len(), 251);
}

#[test]
fn a_server_that_repeats_itself_ends_the_listing() {
    let body = json!([project(1, "eig/a")]).to_string();
    for next in ["2", "1"] {
        let body = body.clone();
        let server = GitLabServer::with_faults(instance(1), move |asked: &Asked, _| {
            let headers = vec![("X-Next-Page", next.to_owned())];
            asked
                .path
                .contains("groups")
                .then(|| Fault::Status("200 OK", headers, body.clone()))
        });
        let told = Ask::of(&server).groups(&["eig"]).refusal();
        assert!(told.contains("rows in") || told.contains("leads back"), "{told}");
        assert!(
            server.requests().len() <= 1 + 2 * 3,
            "{}",
            server.requests().len()
        );
    }
}

#[test]
fn passing_faults_are_retried_and_the_server_is_waited_for() {
    let unavailable = |after: &str| {
        let headers = vec![("Retry-After", after.to_owned())];
        Fault::Status("503 Service Unavailable", headers, String::new())
    };
    let reset = |time: u64| {
        let headers = vec![("RateLimit-Reset", time.to_string())];
        Fault::Status("429 Too Many Requests", headers, "Retry later\n".to_owned())
    };
    // The fault, and the waits in whole seconds that it leads to.
    let cases: [(&str, Fault, &[u64]); 11] = [
        ("429 as text", Fault::limited_text("7"), &[7]),
        ("429 as JSON", Fault::limited_json(), &[]),
        ("429 with a reset", reset(TODAY + 30), &[30]),
        ("seconds", unavailable("3"), &[3]),
        ("a date", unavailable("Mon, 23 Nov 2026 00:01:00 GMT"), &[60]),
        (
            "a date gone by",
            unavailable("Mon, 23 Nov 2026 00:00:00 GMT"),
            &[],
        ),
        ("500", Fault::status("500 Internal Server Error"), &[]),
        ("502", Fault::status("502 Bad Gateway"), &[]),
        ("a reset", Fault::Reset, &[]),
        ("a broken answer", Fault::Broken, &[]),
        ("cut JSON", Fault::Cut, &[]),
    ];
    for (what, fault, waits) in cases {
        let server = GitLabServer::with_faults(instance(150), move |_, count| {
            // The token's own question, the first and the second page.
            matches!(count, 1 | 3 | 5).then(|| fault.clone())
        });
        let ask = Ask::of(&server).groups(&["eig"]);
        let projects = ask.list().unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(projects.len(), 150, "{what}");
        assert_eq!(server.requests().len(), 6, "{what}");
        assert_eq!(ask.waits(), waits.repeat(3), "{what}");
    }
}

#[test]
fn silence_is_not_waited_for_without_end() {
    let server = GitLabServer::with_faults(instance(1), |_, count| (count == 2).then_some(Fault::Stall));
    let mut ask = Ask::of(&server).groups(&["eig"]);
    ask.options.patience.silence = Duration::from_secs(1);
    assert_eq!(ask.list().unwrap().len(), 1);
    assert!(server.requests().len() >= 3);
}

#[test]
fn patience_has_an_end() {
    let server = GitLabServer::with_faults(instance(1), |_, count| (count > 1).then(Fault::limited_json));
    let ask = Ask::of(&server).groups(&["eig"]);
    let told = ask.refusal();
    assert!(
        told.contains("answered 429") && told.contains("run again later"),
        "{told}"
    );
    assert_eq!(server.requests().len(), 1 + 8);
    assert!(*ask.clock.now.lock().unwrap() <= ask.options.patience.total);

    // A server that asks for more time than there is gets none of it.
    let server = GitLabServer::with_faults(instance(1), |_, count| {
        (count > 1).then(|| Fault::limited_text("86400"))
    });
    let ask = Ask::of(&server).groups(&["eig"]);
    assert!(ask.refusal().contains("429"));
    assert_eq!((server.requests().len(), ask.waits()), (2, Vec::new()));
}

#[test]
fn requests_keep_their_distance() {
    let server = GitLabServer::start(Instance {
        cap: 1,
        ..instance(50)
    });
    let ask = Ask::of(&server).groups(&["eig"]);
    assert_eq!(ask.list().unwrap().len(), 50);
    let spent = *ask.clock.now.lock().unwrap();
    // 51 requests, ten a second.
    assert_eq!(spent.as_millis(), 50 * 100);
}

#[test]
fn what_does_not_pass_is_told_at_once() {
    let html = |status| {
        let headers = vec![("Content-Type", "text/html".to_owned())];
        Fault::Status(status, headers, "<html>Sign in".to_owned())
    };
    let large = Fault::Status("200 OK", Vec::new(), format!("[{}", " ".repeat(33 << 20)));
    let cases = [
        (Fault::status("401 Unauthorized"), "scope read_api"),
        (Fault::status("403 Forbidden"), "lacks the scope read_api"),
        (Fault::status("404 Not Found"), "full path"),
        (html("200 OK"), "a web page, not data"),
        (
            Fault::Status("200 OK", Vec::new(), "{\"id\":1}".to_owned()),
            "cannot be read",
        ),
        (
            Fault::Status("200 OK", Vec::new(), "[{\"id\":\"x\"}]".to_owned()),
            "cannot be read",
        ),
        (large, "larger than"),
    ];
    for (fault, part) in cases {
        let server =
            GitLabServer::with_faults(instance(1), move |_, count| (count > 1).then(|| fault.clone()));
        let told = Ask::of(&server).groups(&["eig"]).refusal();
        assert!(told.contains(part), "{told}");
        assert_eq!(server.requests().len(), 2, "{part}: once is enough");
    }
}

#[test]
fn the_token_never_follows_a_redirect_to_another_origin() {
    let other = GitLabServer::start(instance(1));
    for url in [other.url.clone(), other.url.replace("127.0.0.1", "localhost")] {
        let server = GitLabServer::with_faults(instance(1), move |_, _| {
            let headers = vec![("Location", format!("{url}/api/v4/user?x=s3cret"))];
            Some(Fault::Status("302 Found", headers, String::new()))
        });
        let told = Ask::of(&server).groups(&["eig"]).refusal();
        assert!(
            told.contains("leads to http://") && !told.contains("s3cret"),
            "{told}"
        );
    }
    assert!(other.requests().is_empty(), "the other host was asked");
}

#[test]
fn the_token_is_not_sent_in_clear_to_another_machine() {
    let refused = GitLab::new(GitLabOptions {
        url: "http://gitlab.example.org".to_owned(),
        token: Token::new(SECRET),
        ..GitLabOptions::default()
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
            ..GitLabOptions::default()
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
fn tokens_are_told_apart_before_anything_is_listed() {
    let tokens = BTreeMap::from([
        ("glpat-lists".to_owned(), Rights::scopes(&["read_api"])),
        ("glpat-clones".to_owned(), Rights::scopes(&["read_repository"])),
        ("glpat-reads-users".to_owned(), Rights::scopes(&["read_user"])),
        ("glpat-all".to_owned(), Rights::scopes(&["api"])),
        (
            "glpat-old".to_owned(),
            Rights {
                active: false,
                ..Rights::scopes(&["api"])
            },
        ),
    ]);
    let hidden = with(project(1, "eig/a"), json!({"visibility": "internal"}));
    // The token, whether it comes from a job, the sentence, and the requests made.
    let cases = [
        ("glpat-unknown", false, "does not know the token", 1),
        ("glpat-old", false, "expired or been revoked", 1),
        ("glpat-clones", false, "lacks the scope read_api:", 1),
        (
            "glpat-reads-users",
            false,
            "lacks the scope read_api and read_repository",
            1,
        ),
        // It lists, but what it lists cannot be cloned with it.
        ("glpat-lists", false, "lacks the scope read_repository", 2),
        ("gldt-x", false, "a deploy token opens git but not the API", 0),
        ("glrt-x", false, "a runner's token", 0),
        ("ghp_x", false, "a token of GitHub", 0),
        (
            "glcbt-x",
            false,
            "token of a CI job lists neither groups nor projects",
            0,
        ),
        ("eyJ.x.y", true, "name each project with --project", 0),
    ];
    for (token, job, part, requests) in cases {
        let server = GitLabServer::start(Instance {
            projects: vec![hidden.clone()],
            tokens: tokens.clone(),
            ..Instance::default()
        });
        let mut ask = Ask::of(&server).groups(&["eig"]);
        ask.options.token = Token::new(token);
        ask.options.job = job;
        let told = ask.refusal();
        assert!(told.contains(part) && !told.contains(token), "{token}: {told}");
        assert_eq!(server.requests().len(), requests, "{token}");
    }
    for (token, visibility) in [("glpat-all", "private"), ("glpat-lists", "public")] {
        let server = GitLabServer::start(Instance {
            projects: vec![with(project(1, "eig/a"), json!({"visibility": visibility}))],
            tokens: tokens.clone(),
            ..Instance::default()
        });
        let mut ask = Ask::of(&server).groups(&["eig"]);
        ask.options.token = Token::new(token);
        assert_eq!(ask.list().unwrap().len(), 1, "{token}");
    }
}

#[test]
fn kinds_of_tokens_go_their_own_ways() {
    let oauth = "0123456789abcdef".repeat(4);
    let server = GitLabServer::start(Instance {
        tokens: BTreeMap::from([(oauth.clone(), Rights::scopes(&["read_api"]))]),
        ..instance(1)
    });
    let mut ask = Ask::of(&server).groups(&["eig"]);
    ask.options.token = Token::new(&oauth);
    assert_eq!(ask.list().unwrap().len(), 1);
    let asked = &server.requests()[0];
    assert_eq!(asked.headers["authorization"], format!("Bearer {oauth}"));
    assert!(!asked.headers.contains_key("private-token"));

    // A job's token asks the API nothing: the projects named are cloned as they are.
    let server = GitLabServer::start(instance(1));
    let mut ask = Ask::of(&server).projects(&["eig/2026/p0001"]);
    ask.options.token = Token::new("glcbt-x");
    let projects = ask.list().unwrap();
    assert_eq!(
        projects[0].place,
        Place::Remote(format!("{}/eig/2026/p0001.git", server.url))
    );
    assert_eq!(
        projects[0].facts, None,
        "nothing is known, and nothing is made up"
    );
    assert!(server.requests().is_empty());

    // An instance that is too old to tell scopes.
    let server = GitLabServer::with_faults(instance(1), |_, count| {
        (count == 1).then(|| Fault::status("404 Not Found"))
    });
    assert_eq!(Ask::of(&server).groups(&["eig"]).list().unwrap().len(), 1);
}

#[test]
fn a_scope_is_exact() {
    let shared = project(900, "others/shared");
    let mut all = instance(3);
    all.projects.push(project(10, "eig/2026-bis/x"));
    all.projects.push(with(
        project(11, "eig/2026/sub/y"),
        json!({"topics": ["Carte", "eig"]}),
    ));
    all.projects.push(with(
        project(12, "marie/z"),
        json!({"topics": ["carte-2"], "namespace": {"id": 3, "kind": "user"}}),
    ));
    all.shared = vec![shared];
    let server = GitLabServer::start(all);
    let group = Ask::of(&server).groups(&["EIG/2026"]).list().unwrap();
    assert_eq!(
        names(&group),
        [
            "eig/2026/p0001",
            "eig/2026/p0002",
            "eig/2026/p0003",
            "eig/2026/sub/y"
        ]
    );
    // A group and its subgroup, or the same group twice: each project once.
    let twice = Ask::of(&server)
        .groups(&["eig/2026", "eig/2026/sub", "eig/2026"])
        .list()
        .unwrap();
    assert_eq!(names(&twice), names(&group));
    let mut topic = Ask::of(&server).groups(&["eig"]);
    topic.options.topics = vec!["carte".to_owned()];
    assert_eq!(names(&topic.list().unwrap()), ["eig/2026/sub/y"]);
    let mut everywhere = Ask::of(&server);
    everywhere.options.topics = vec!["Carte".to_owned(), "carte-2".to_owned()];
    assert_eq!(names(&everywhere.list().unwrap()), ["eig/2026/sub/y", "marie/z"]);
    assert_eq!(Ask::of(&server).list().unwrap().len(), 6, "the whole instance");
    let two = Ask::of(&server)
        .groups(&["eig/2026"])
        .projects(&["marie/z", "eig/2026/p0001"])
        .list()
        .unwrap();
    assert_eq!(two.len(), 5);
    assert!(Ask::of(&server).groups(&["eig/202"]).refusal().contains("404"));
}

#[test]
fn a_listing_of_another_group_is_refused() {
    // GitLab takes a path of digits for the number of a group.
    let body = json!([project(1, "others/a")]).to_string();
    let server = GitLabServer::with_faults(instance(1), move |asked: &Asked, _| {
        let headers = vec![("X-Next-Page", String::new())];
        asked
            .path
            .contains("groups")
            .then(|| Fault::Status("200 OK", headers, body.clone()))
    });
    let told = Ask::of(&server).groups(&["2026"]).refusal();
    assert!(
        told.contains("gave \"others/a\" for the group \"2026\""),
        "{told}"
    );
}

#[test]
fn projects_that_moved_or_went_are_rows_all_the_same() {
    let mut all = instance(2);
    all.root = "/gitlab".to_owned();
    all.moved = BTreeMap::from([("old/name".to_owned(), 2)]);
    let server = GitLabServer::start(all);
    let projects = Ask::of(&server)
        .projects(&["old/name", "eig/2026/p0001", "eig/gone"])
        .list()
        .unwrap();
    assert_eq!(names(&projects), ["eig/2026/p0001", "eig/2026/p0002", "eig/gone"]);
    assert_eq!(projects[1].moved_from.as_deref(), Some("old/name"));
    assert_eq!(projects[1].key, format!("{}/gitlab#2", server.host));
    assert_eq!(projects[2].state, State::NotVisible);
    assert!(projects[2].state.obstacle().unwrap().contains("full path"));
}

#[test]
fn states_and_facts_are_what_the_forge_says() {
    let rows = vec![
        with(
            project(1, "eig/a"),
            json!({"description": null, "topics": ["eig", "a"], "archived": true, "star_count": 3,
            "forks_count": 1, "issues_enabled": false, "default_branch": "main", "created_at": "2026-01-05T08:00:00Z",
            "last_activity_at": "2026-11-01T08:00:00Z", "forked_from_project": {"path_with_namespace": "up/a"}}),
        ),
        with(
            project(2, "eig/b"),
            json!({"empty_repo": true, "default_branch": "main"}),
        ),
        with(
            project(3, "eig/c"),
            json!({"repository_access_level": "disabled"}),
        ),
        with(
            project(4, "eig/d"),
            json!({"marked_for_deletion_on": "2026-12-01"}),
        ),
        with(project(5, "eig/e"), json!({"import_status": "started"})),
        json!({"id": 6, "path_with_namespace": "eig/f"}),
    ];
    let server = GitLabServer::start(Instance {
        projects: rows,
        tokens: good(),
        ..Instance::default()
    });
    let projects = Ask::of(&server).groups(&["eig"]).list().unwrap();
    let states: Vec<_> = projects.iter().map(|project| project.state.as_str()).collect();
    assert_eq!(
        states,
        [
            "archived",
            "active",
            "disabled",
            "deleting",
            "importing",
            "active"
        ]
    );
    assert_eq!(
        projects[0].state.obstacle(),
        None,
        "an archived project is no failure"
    );
    assert_eq!(
        projects[1].place,
        Place::Empty,
        "emptiness is what empty_repo says"
    );
    let facts = projects[0].facts.clone().unwrap();
    assert_eq!(facts.description.as_deref(), Some(""));
    assert_eq!(facts.topics.unwrap(), ["a", "eig"]);
    assert_eq!(
        (facts.archived, facts.issues, facts.in_group),
        (Some(true), Some(false), Some(true))
    );
    assert_eq!(
        (facts.stars, facts.forks, facts.fork_of.as_deref()),
        (Some(3), Some(1), Some("up/a"))
    );
    let absent = projects[5].facts.clone().unwrap();
    assert_eq!(
        (absent.topics, absent.issues, absent.in_group),
        (None, None, None)
    );
    assert_eq!(
        projects[5].place,
        Place::Remote(format!("{}/eig/f.git", server.url))
    );
}

#[test]
fn anonymous_callers_see_what_is_public() {
    let mut all = instance(2);
    all.projects.push(with(
        project(3, "eig/2026/secret"),
        json!({"visibility": "private"}),
    ));
    all.projects[1] = with(all.projects[1].clone(), json!({"archived": true}));
    let server = GitLabServer::start(all);
    // A listing by keyset ends with an empty page.
    for (groups, requests) in [(&["eig"][..], 2), (&[], 4)] {
        let before = server.requests().len();
        let mut ask = Ask::of(&server).groups(groups).anonymous();
        ask.options.more = true;
        let projects = ask.list().unwrap();
        assert_eq!(projects.len(), 2);
        assert_eq!(
            server.requests().len() - before,
            requests,
            "no token, no question about it, nor about members: the listing, and those that are archived"
        );
        assert!(!server.requests()[before].headers.contains_key("private-token"));
        let states: Vec<_> = projects.iter().map(|one| one.state.clone()).collect();
        assert_eq!(states, [State::Active, State::Archived]);
        let facts = projects[1].facts.clone().unwrap();
        assert_eq!((facts.archived, facts.fork), (Some(true), None));
    }
}

/// A server that passes the question over must not freeze the whole cohort.
#[test]
fn an_answer_that_calls_all_archived_is_looked_at_twice() {
    let mut all = instance(2);
    for project in &mut all.projects {
        *project = with(project.clone(), json!({"archived": true}));
    }
    let server = GitLabServer::start(all.clone());
    let projects = Ask::of(&server).groups(&["eig"]).anonymous().list().unwrap();
    assert!(projects.iter().all(|one| one.state == State::Archived));
    let deaf = GitLabServer::with_faults(all, |asked, _| {
        let all = r#"[{"id":1,"path_with_namespace":"eig/a"},{"id":2,"path_with_namespace":"eig/b"}]"#;
        let headers = vec![
            ("X-Next-Page", String::new()),
            ("Content-Type", "application/json".to_owned()),
        ];
        asked
            .is_api()
            .then(|| Fault::Status("200 OK", headers, all.to_owned()))
    });
    let projects = Ask::of(&deaf).groups(&["eig"]).anonymous().list().unwrap();
    assert!(projects.iter().all(|one| one.state == State::Active));
    assert!(
        projects
            .iter()
            .all(|one| one.facts.clone().unwrap().archived.is_none())
    );
}

#[test]
fn a_project_that_the_forge_refuses_is_a_row() {
    for (status, code) in [("403 Forbidden", 403), ("500 Internal Server Error", 500)] {
        let server = GitLabServer::with_faults(instance(2), move |asked, _| {
            asked.path.contains("p0002").then(|| Fault::status(status))
        });
        let ask = |paths: &[&str]| Ask::of(&server).projects(paths);
        let projects = ask(&["eig/2026/p0001", "eig/2026/p0002"]).list().unwrap();
        assert_eq!(projects[0].state, State::Active);
        assert_eq!(projects[1].state, State::Refused(code));
        assert!(projects[1].state.obstacle().unwrap().contains(&code.to_string()));
        // Where nothing else is known, the forge or the token is the trouble.
        assert!(ask(&["eig/2026/p0002"]).refusal().contains(&code.to_string()));
    }
}

/// Remembers what it is told of waits.
#[derive(Debug, Default)]
struct Ears(Mutex<Vec<String>>);

impl Waits for Ears {
    fn wait(&self, error: &ForgeError, time: Duration) {
        self.0.lock().unwrap().push(format!("{time:?}: {error}"));
    }
}

#[test]
fn an_instance_in_trouble_costs_its_patience_once_and_says_so() {
    let server = GitLabServer::with_faults(instance(3), move |asked, _| {
        let troubled = asked.path.contains("p0002") || asked.path.contains("p0003");
        troubled.then(|| Fault::status("500 Internal Server Error"))
    });
    let mut ask = Ask::of(&server).projects(&["eig/2026/p0002", "eig/2026/p0003", "eig/2026/p0001"]);
    let ears = Arc::new(Ears::default());
    ask.options.waits = Some(Arc::clone(&ears) as Arc<dyn Waits>);
    let states: Vec<_> = ask.list().unwrap().iter().map(|one| one.state.clone()).collect();
    assert_eq!(states, [State::Active, State::Refused(500), State::Refused(500)]);
    // The token's own question, then each project's.
    assert_eq!(server.requests().len(), 1 + 8 + 1 + 1);
    let told = ears.0.lock().unwrap();
    assert_eq!(told.len(), 7, "{told:?}");
    assert!(
        told.iter()
            .all(|one| one.contains("500") && !one.contains(SECRET))
    );
}

#[test]
fn paths_are_paths() {
    let server = GitLabServer::start(instance(1));
    for bad in [
        "",
        "eig/",
        "/eig",
        "https://gitlab.example.org/eig/a",
        "eig//a",
        "../eig",
        "eig/a b",
    ] {
        assert!(
            Ask::of(&server).groups(&[bad]).refusal().contains("full path"),
            "{bad}"
        );
    }
    for bad in ["1", "a"] {
        assert!(
            Ask::of(&server).projects(&[bad]).refusal().contains("full path"),
            "{bad}"
        );
    }
    assert!(server.requests().is_empty());
}

/// Both that a repository may leave to its forge.
const SILENT: Unsaid = Unsaid {
    licence: true,
    changes: true,
};

#[test]
fn releases_and_licences_are_asked_for_where_the_repository_is_silent() {
    let mut all = instance(3);
    all.projects[0] = with(all.projects[0].clone(), json!({"license": {"key": "mit"}}));
    let ids: Vec<String> = all
        .projects
        .iter()
        .map(|project| project["id"].to_string())
        .collect();
    all.releases = BTreeMap::from([
        (ids[0].clone(), vec!["v2", "The map shows rivers"]),
        (ids[1].clone(), vec!["v1.0.0", ""]),
    ]);
    let server = GitLabServer::start(all.clone());
    let mut ask = Ask::of(&server).groups(&["eig"]);
    ask.options.more = true;
    let listed: Vec<_> = ask.list().unwrap();
    let listed: Vec<_> = listed.into_iter().map(|one| one.facts.unwrap()).collect();
    let asked_alone = || {
        let paths = server.api_paths();
        let releases = paths.iter().filter(|path| path.ends_with("/releases")).count();
        let alone = paths.iter().filter(|path| {
            let end = path.rsplit_once("projects/").map_or("", |(_, end)| end);
            end.parse::<u64>().is_ok()
        });
        (releases, alone.count())
    };
    assert_eq!(asked_alone(), (0, 0), "a list asks nothing project by project");
    let spoken = Unsaid {
        licence: false,
        changes: false,
    };
    assert_eq!(ask.complete(spoken), listed);
    assert_eq!(asked_alone(), (0, 0));
    let told = ask.complete(SILENT);
    let notes: Vec<_> = told.iter().map(|one| one.release_notes).collect();
    assert_eq!(notes, [Some(true), Some(false), Some(false)]);
    assert_eq!(told[0].licence.as_deref(), Some("mit"));
    assert_eq!(asked_alone(), (3, 3));

    // Where they are kept from the caller, they are not known; a project of another source is not asked for.
    let server = GitLabServer::with_faults(instance(1), |asked: &Asked, _| {
        let hidden = asked.path.ends_with("/releases");
        hidden.then(|| Fault::status("403 Forbidden"))
    });
    let mut ask = Ask::of(&server).groups(&["eig"]);
    ask.options.more = true;
    assert_eq!(ask.complete(SILENT)[0].release_notes, None);
    let gitlab = GitLab::new(ask.options.clone()).unwrap();
    let mut other = ask.list().unwrap().remove(0);
    other.key = "gitlab.example.org#1".to_owned();
    let before = server.requests().len();
    assert_eq!(gitlab.complete(&other, SILENT), other.facts);
    assert_eq!(server.requests().len(), before);
}

#[test]
fn who_administers_is_asked_once_a_group() {
    let mut all = instance(20);
    all.projects.push(project(30, "eig/alone/a"));
    all.projects.push(project(31, "eig/alone/b"));
    let group = |path: &str| format!("groups/{}", 1000 + path.len());
    all.members = BTreeMap::from([
        (
            group("eig/2026"),
            vec![("marie", 50), ("paul", 40), ("group_1_bot", 50)],
        ),
        (group("eig/alone"), vec![("marie", 50), ("eve", 30)]),
        ("projects/30".to_owned(), vec![("marie", 50), ("lea", 40)]),
        ("projects/31".to_owned(), vec![("marie", 50)]),
    ]);
    let server = GitLabServer::start(all);
    let mut ask = Ask::of(&server).groups(&["eig"]);
    ask.options.more = true;
    let projects = ask.list().unwrap();
    let count = |name: &str| {
        let project = projects.iter().find(|project| project.name == name).unwrap();
        project.facts.clone().unwrap().maintainers
    };
    assert_eq!(count("eig/2026/p0007"), Some(2));
    assert_eq!((count("eig/alone/a"), count("eig/alone/b")), (Some(2), Some(1)));
    let members = server
        .api_paths()
        .iter()
        .filter(|path| path.ends_with("members/all"))
        .count();
    assert_eq!(
        members,
        2 + 2,
        "two groups, and two projects of the one that has a single owner"
    );

    // Not being told is not knowing.
    let server = GitLabServer::with_faults(instance(2), |asked: &Asked, _| {
        asked
            .path
            .ends_with("members/all")
            .then(|| Fault::status("403 Forbidden"))
    });
    let mut ask = Ask::of(&server).groups(&["eig"]);
    ask.options.more = true;
    assert_eq!(ask.list().unwrap()[0].facts.clone().unwrap().maintainers, None);
}
