// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The client of data.gouv.fr against a server on loopback that fails in every way: each look-up ends as an answer or
//! as "not verified", each object is asked about once, and nothing secret is sent.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use vigie::forge::Patience;
use vigie::model::{
    Environment, ObjectKey, ObjectKind, PortalAnswer, PortalOutcome, PortalSource, Silence, Silent,
};
use vigie::portal::{Portal, PortalOptions};

/// 2026-09-21 in seconds.
const NOW: i64 = 1_790_000_000;

/// What the server does with a request.
#[derive(Clone)]
enum Deed {
    /// Sends these bytes and closes.
    Send(String),
    /// Sends these bytes and keeps the line open without a word.
    Hang(String),
    /// Sends a byte now and then, for ever.
    Drip(String),
    /// Sends more than anybody wants.
    Flood,
    /// Closes without a word.
    Close,
}

fn json(body: &str) -> Deed {
    with("200 OK", &[], body)
}

fn with(status: &str, headers: &[(&str, &str)], body: &str) -> Deed {
    let mut head = format!(
        "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n",
        body.len()
    );
    if !headers.iter().any(|(name, _)| *name == "Content-Type") {
        head.push_str("Content-Type: application/json\r\n");
    }
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    Deed::Send(format!("{head}\r\n{body}"))
}

/// A request: its first line, and its headers in small letters.
type Asked = (String, BTreeMap<String, String>);

struct Server {
    url: String,
    log: Arc<Mutex<Vec<Asked>>>,
    most_at_once: Arc<AtomicUsize>,
}

impl Server {
    /// `answer` is told the path and how many requests for it came before.
    fn start(answer: impl Fn(&str, usize) -> Deed + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            log: Arc::default(),
            most_at_once: Arc::default(),
        };
        let (log, most, inside) = (
            Arc::clone(&server.log),
            Arc::clone(&server.most_at_once),
            Arc::new(AtomicUsize::new(0)),
        );
        let answer = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, most, inside, answer) = (
                    Arc::clone(&log),
                    Arc::clone(&most),
                    Arc::clone(&inside),
                    Arc::clone(&answer),
                );
                thread::spawn(move || {
                    let Some((line, headers)) = request(&stream) else {
                        return;
                    };
                    most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
                    let before = {
                        let mut log = log.lock().unwrap();
                        let before = log.iter().filter(|(seen, _)| *seen == line).count();
                        log.push((line, headers));
                        before
                    };
                    // Long enough for others to come in, if they may.
                    thread::sleep(Duration::from_millis(5));
                    let deed = answer(&path, before);
                    // Whoever has the answer may ask again before this thread goes on.
                    inside.fetch_sub(1, Ordering::SeqCst);
                    act(stream, deed);
                });
            }
        });
        server
    }

    fn count(&self) -> usize {
        self.log.lock().unwrap().len()
    }

    fn portal(&self) -> Portal {
        Portal::new(self.options()).unwrap()
    }

    fn options(&self) -> PortalOptions {
        PortalOptions {
            base: Some(self.url.clone()),
            patience: Patience {
                attempts: 3,
                first_wait: Duration::from_millis(1),
                longest_wait: Duration::from_millis(4),
                total: Duration::from_secs(3),
                per_second: 1_000_000,
                connect: Duration::from_secs(2),
                silence: Duration::from_millis(400),
                ..Patience::default()
            },
            ..PortalOptions::new(NOW)
        }
    }
}

fn request(stream: &TcpStream) -> Option<Asked> {
    let mut lines = BufReader::new(stream).lines();
    let first = lines.next()?.ok()?;
    let mut headers = BTreeMap::new();
    for line in lines {
        let line = line.ok()?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
    }
    Some((first, headers))
}

fn act(mut stream: TcpStream, deed: Deed) {
    match deed {
        Deed::Send(text) => {
            let _ = stream.write_all(text.as_bytes());
        }
        Deed::Hang(text) => {
            let _ = stream.write_all(text.as_bytes());
            // Until the other side gives up.
            let _ = stream.read(&mut [0; 16]);
        }
        Deed::Drip(text) => {
            let _ = stream.write_all(text.as_bytes());
            while stream.write_all(b" ").is_ok() {
                thread::sleep(Duration::from_millis(30));
            }
        }
        Deed::Flood => {
            let _ = stream.write_all(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{",
            );
            while stream.write_all(&[b' '; 8 << 10]).is_ok() {}
        }
        Deed::Close => {}
    }
}

fn dataset(id: &str) -> ObjectKey {
    ObjectKey::new(Environment::Production, ObjectKind::Dataset, id).unwrap()
}

fn ask(portal: &Portal, key: &ObjectKey) -> PortalAnswer {
    portal.ask(std::slice::from_ref(key), &Silent)[key].clone()
}

const EAU: &str = r#"{"id": "5d13a8b6634f41070a43dff3", "slug": "eau", "title": "Eau", "license": "lov2"}"#;

/// Faults by name: what the server does, what comes of it, and the most requests that it takes.
type Fault = (&'static str, Deed, Silence, usize);

fn refusals() -> Vec<Fault> {
    vec![
        (
            "500",
            with("500 Internal Server Error", &[], "{}"),
            Silence::Failed(500),
            3,
        ),
        (
            "502",
            with("502 Bad Gateway", &[], "<html>"),
            Silence::Failed(502),
            3,
        ),
        (
            "503",
            with("503 Service Unavailable", &[], ""),
            Silence::Failed(503),
            3,
        ),
        ("403", with("403 Forbidden", &[], "{}"), Silence::Failed(403), 1),
        (
            "400",
            with("400 Bad Request", &[], r#"{"message": "Mask parse error"}"#),
            Silence::Failed(400),
            1,
        ),
        (
            "429 without a word",
            with("429 Too Many Requests", &[], ""),
            Silence::Throttled,
            3,
        ),
        (
            "429 for an hour",
            with("429 Too Many Requests", &[("Retry-After", "3600")], ""),
            Silence::Throttled,
            1,
        ),
        (
            "429 until a date far away",
            with(
                "429 Too Many Requests",
                &[("Retry-After", "Fri, 31 Dec 2100 23:59:59 GMT")],
                "",
            ),
            Silence::Throttled,
            1,
        ),
    ]
}

fn broken() -> Vec<Fault> {
    vec![
        ("no answer", Deed::Hang(String::new()), Silence::Unreachable, 3),
        (
            "half an answer",
            Deed::Hang("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".to_owned()),
            Silence::Unreachable,
            3,
        ),
        (
            "an answer without an end",
            Deed::Drip("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n".to_owned()),
            Silence::Unreachable,
            1,
        ),
        ("too much", Deed::Flood, Silence::Unreadable, 1),
        ("a reset", Deed::Close, Silence::Unreachable, 3),
        (
            "JSON that is cut",
            json(r#"{"id": "5d13"#),
            Silence::Unreadable,
            3,
        ),
        ("JSON of something else", json("[1, 2]"), Silence::Unreadable, 1),
        (
            "an identifier that is none",
            json(r#"{"id": 5, "title": "Eau"}"#),
            Silence::Unreadable,
            1,
        ),
        (
            "a list for a dataset",
            json(r#"{"data": []}"#),
            Silence::Unreadable,
            1,
        ),
        (
            "an object without an identifier",
            json("{}"),
            Silence::Unreadable,
            1,
        ),
        (
            "a page",
            with("200 OK", &[("Content-Type", "text/html")], "<html></html>"),
            Silence::Unreadable,
            1,
        ),
        (
            "a page for a 404",
            with("404 Not Found", &[("Content-Type", "text/html")], "<html></html>"),
            Silence::Unreadable,
            1,
        ),
        (
            "a route that is none",
            with("404 Not Found", &[], r#"{"error": "x", "status": 404}"#),
            Silence::Unreadable,
            1,
        ),
        (
            "a redirect to another host",
            with("302 Found", &[("Location", "http://localhost:9/elsewhere")], ""),
            Silence::Redirected,
            1,
        ),
        (
            "a redirect to nowhere",
            with("308 Permanent Redirect", &[], ""),
            Silence::Redirected,
            1,
        ),
    ]
}

#[test]
fn every_fault_ends_as_not_verified_and_is_bounded() {
    for (name, deed, expected, requests) in refusals().into_iter().chain(broken()) {
        let server = Server::start(move |_, _| deed.clone());
        let portal = server.portal();
        let answer = ask(&portal, &dataset("eau"));
        assert_eq!(answer.outcome, PortalOutcome::NotVerified(expected), "{name}");
        assert_eq!((answer.asked, answer.source), (None, None), "{name}");
        assert!(
            server.count() <= requests.max(1) && server.count() > 0,
            "{name}: {}",
            server.count()
        );
        // Whoever asks again in the same run gets the same answer.
        let before = server.count();
        assert_eq!(ask(&portal, &dataset("eau")), answer, "{name}");
        assert_eq!(server.count(), before, "{name}");
    }
}

#[test]
fn a_loop_of_redirects_ends() {
    let server = Server::start(|path, _| {
        let other = if path.contains("/a/") {
            "/api/1/datasets/b/"
        } else {
            "/api/1/datasets/a/"
        };
        with("308 Permanent Redirect", &[("Location", other)], "")
    });
    let answer = ask(&server.portal(), &dataset("a"));
    assert_eq!(answer.outcome, PortalOutcome::NotVerified(Silence::Looping));
    assert!(server.count() <= 8, "{}", server.count());
}

#[test]
fn passing_troubles_are_overcome() {
    let troubles = [
        with("429 Too Many Requests", &[("Retry-After", "0")], ""),
        with(
            "429 Too Many Requests",
            &[("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT")],
            "",
        ),
        with("503 Service Unavailable", &[], ""),
        json(r#"{"id": "5d1"#),
        Deed::Close,
    ];
    for trouble in troubles {
        let server = Server::start(move |_, before| if before == 0 { trouble.clone() } else { json(EAU) });
        let answer = ask(&server.portal(), &dataset("eau"));
        assert_eq!(answer.object().unwrap().title.as_deref(), Some("Eau"));
        assert_eq!(
            (answer.asked, answer.source),
            (Some(NOW), Some(PortalSource::Api))
        );
        assert_eq!(server.count(), 2);
    }
}

#[test]
fn states_are_told_apart() {
    let server = Server::start(|path, _| match path {
        "/api/1/datasets/eau/" => json(EAU),
        "/api/1/datasets/ancien/" => with(
            "308 Permanent Redirect",
            &[("Location", "/api/1/datasets/eau/")],
            "<html>",
        ),
        "/api/1/datasets/supprime/" => with("410 Gone", &[], r#"{"message": "Dataset has been deleted"}"#),
        _ => with("404 Not Found", &[], r#"{"message": "no"}"#),
    });
    let portal = server.portal();
    assert_eq!(ask(&portal, &dataset("supprime")).outcome, PortalOutcome::Deleted);
    assert_eq!(ask(&portal, &dataset("rien")).outcome, PortalOutcome::Unknown);
    let renamed = ask(&portal, &dataset("ancien"));
    assert_eq!(renamed.object().unwrap().slug.as_deref(), Some("eau"));
    // The number and the name of today are known by now.
    let before = server.count();
    for id in ["eau", "5d13a8b6634f41070a43dff3"] {
        assert!(ask(&portal, &dataset(id)).object().is_some());
    }
    assert_eq!(server.count(), before);
    let demo = ObjectKey::new(Environment::Demo, ObjectKind::Dataset, "eau").unwrap();
    assert_eq!(
        ask(&portal, &demo).outcome,
        PortalOutcome::NotVerified(Silence::OtherPortal)
    );
    assert_eq!(server.count(), before, "another portal is not asked");
}

#[test]
fn a_resource_leads_to_its_dataset_by_version_2() {
    let server = Server::start(|path, _| match path {
        "/api/2/datasets/resources/f868cca6-8da1-4369-a78d-47463f19a9a3/" => {
            json(r#"{"dataset_id": "5d13a8b6634f41070a43dff3", "resource": {"title": "A"}}"#)
        }
        "/api/1/datasets/5d13a8b6634f41070a43dff3/" => json(EAU),
        other => panic!("{other}"),
    });
    let resource = ObjectKey::new(
        Environment::Production,
        ObjectKind::Resource,
        "f868cca6-8da1-4369-a78d-47463f19a9a3",
    )
    .unwrap();
    let answers = server.portal().ask(&[resource], &Silent);
    assert_eq!(answers.len(), 2);
    assert!(answers[&dataset("5d13a8b6634f41070a43dff3")].object().is_some());
}

#[test]
fn one_object_is_asked_about_once_by_everybody_and_few_at_once() {
    let server = Server::start(|_, _| json(EAU));
    let portal = Arc::new(server.portal());
    let keys: Vec<ObjectKey> = (0..20).map(|n| dataset(&format!("jeu-{n}"))).collect();
    thread::scope(|scope| {
        for _ in 0..12 {
            let (portal, keys) = (Arc::clone(&portal), &keys);
            scope.spawn(move || assert_eq!(portal.ask(keys, &Silent).len(), 20));
        }
    });
    assert_eq!(server.count(), 20);
    assert!(server.most_at_once.load(Ordering::SeqCst) <= 4);
}

#[test]
fn a_portal_that_is_down_is_left_alone() {
    let server = Server::start(|_, _| with("503 Service Unavailable", &[], ""));
    let portal = server.portal();
    let keys: Vec<ObjectKey> = (0..50).map(|n| dataset(&format!("jeu-{n}"))).collect();
    let answers = portal.ask(&keys, &Silent);
    let given_up = answers
        .values()
        .filter(|answer| answer.outcome == PortalOutcome::NotVerified(Silence::GivenUp))
        .count();
    // Three failures, and as many more as were on their way: each with three attempts.
    assert!(given_up >= 50 - 3 - 4, "{given_up}");
    assert!(server.count() <= 7 * 3, "{}", server.count());
}

#[test]
fn what_the_portal_refuses_is_no_failure_of_the_portal() {
    let server = Server::start(|path, _| match path {
        "/api/1/datasets/eau/" => json(EAU),
        "/api/1/datasets/refuse/" => with("403 Forbidden", &[], r#"{"message": "no"}"#),
        _ => with(
            "404 Not Found",
            &[],
            r#"{"error": "no such route", "status": 404}"#,
        ),
    });
    let portal = server.portal();
    for n in 0..8 {
        let answer = ask(&portal, &dataset(&format!("jeu-{n}")));
        assert_eq!(answer.outcome, PortalOutcome::NotVerified(Silence::Unreadable));
    }
    assert_eq!(
        ask(&portal, &dataset("refuse")).outcome,
        PortalOutcome::NotVerified(Silence::Failed(403))
    );
    assert!(ask(&portal, &dataset("eau")).object().is_some());
    // What somebody between says is not the portal's.
    let server = Server::start(|_, _| with("404 Not Found", &[("Content-Type", "text/html")], "<html>"));
    let portal = server.portal();
    for n in 0..8 {
        let _ = ask(&portal, &dataset(&format!("jeu-{n}")));
    }
    assert_eq!(server.count(), 3);
}

#[test]
fn a_topic_is_asked_about_by_version_2() {
    let server = Server::start(|path, _| match path {
        "/api/2/topics/eau/" => json(r#"{"id": "5d13a8b6634f41070a43dff3", "slug": "eau", "name": "Eau"}"#),
        other => panic!("{other}"),
    });
    let topic = ObjectKey::new(Environment::Production, ObjectKind::Topic, "eau").unwrap();
    assert_eq!(
        ask(&server.portal(), &topic).object().unwrap().title.as_deref(),
        Some("Eau")
    );
}

#[test]
fn redirects_wait_for_their_turn_like_other_requests() {
    let server = Server::start(|path, _| match path.strip_prefix("/api/1/datasets/ancien-") {
        Some(rest) => with(
            "308 Permanent Redirect",
            &[("Location", &format!("/api/1/datasets/jeu-{rest}"))],
            "",
        ),
        None => json(EAU),
    });
    let mut options = server.options();
    options.patience.per_second = 20;
    let portal = Portal::new(options).unwrap();
    let keys: Vec<ObjectKey> = (0..6).map(|n| dataset(&format!("ancien-{n}"))).collect();
    let started = std::time::Instant::now();
    let answers = portal.ask(&keys, &Silent);
    assert!(answers.values().all(|answer| answer.object().is_some()));
    assert_eq!(server.count(), 12);
    // Eleven gaps of 50 ms.
    assert!(started.elapsed() >= Duration::from_millis(540));
}

#[test]
fn a_dataset_by_its_name_and_by_its_number_is_asked_about_once() {
    let server = Server::start(|_, _| json(EAU));
    let keys = [dataset("eau"), dataset("5d13a8b6634f41070a43dff3")];
    let answers = server.portal().ask(&keys, &Silent);
    assert!(answers.values().all(|answer| answer.object().is_some()));
    assert_eq!((answers.len(), server.count()), (2, 1));
}

#[test]
fn a_wait_that_the_portal_asks_for_is_everybodys() {
    let server = Server::start(|path, before| match (path, before) {
        ("/api/1/datasets/jeu-0/", 0) => with("429 Too Many Requests", &[("Retry-After", "1")], ""),
        _ => json(EAU),
    });
    let portal = server.portal();
    let started = std::time::Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| assert!(ask(&portal, &dataset("jeu-0")).object().is_some()));
        while server.count() == 0 {
            thread::sleep(Duration::from_millis(1));
        }
        // The refusal is under way.
        thread::sleep(Duration::from_millis(200));
        assert!(ask(&portal, &dataset("jeu-1")).object().is_some());
        assert!(
            started.elapsed() >= Duration::from_secs(1),
            "{:?}",
            started.elapsed()
        );
    });
    assert_eq!(server.count(), 3);
}

#[test]
fn a_portal_that_asks_for_more_time_than_there_is_gets_no_more_requests() {
    let server = Server::start(|_, _| with("429 Too Many Requests", &[("Retry-After", "3600")], ""));
    let portal = server.portal();
    for n in 0..3 {
        let answer = ask(&portal, &dataset(&format!("jeu-{n}")));
        assert_eq!(answer.outcome, PortalOutcome::NotVerified(Silence::Throttled));
    }
    assert_eq!(server.count(), 1);
}

#[test]
fn nothing_secret_is_sent() {
    let server = Server::start(|_, _| json(EAU).clone());
    ask(&server.portal(), &dataset("eau"));
    let log = server.log.lock().unwrap();
    let (line, headers) = &log[0];
    assert_eq!(line, "GET /api/1/datasets/eau/ HTTP/1.1");
    for name in [
        "authorization",
        "cookie",
        "x-api-key",
        "private-token",
        "job-token",
        "referer",
    ] {
        assert!(!headers.contains_key(name), "{name}");
    }
    assert!(headers["user-agent"].starts_with("vigie/"));
    assert!(headers["user-agent"].contains("https://"));
    assert_eq!(headers["accept"], "application/json");
    assert!(headers["x-fields"].contains("license"));
    let personal = ["email", "first_name", "last_name"];
    assert!(!personal.iter().any(|field| headers["x-fields"].contains(field)));
    for base in ["http://me:secret@127.0.0.1/", "ftp://127.0.0.1/", "portal", ""] {
        let options = PortalOptions {
            base: Some(base.to_owned()),
            ..PortalOptions::new(NOW)
        };
        assert!(Portal::new(options).is_err(), "{base}");
    }
}

#[test]
fn answers_are_kept_and_nothing_else_is_written() {
    let server = Server::start(|path, _| {
        if path.contains("eau") {
            json(EAU)
        } else {
            with("404 Not Found", &[], r#"{"message": "no"}"#)
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let open = |now: i64, offline: bool| {
        Portal::new(PortalOptions {
            cache: Some(folder.path().to_owned()),
            offline,
            now,
            ..server.options()
        })
        .unwrap()
    };
    let first = ask(&open(NOW, false), &dataset("eau"));
    assert_eq!(
        ask(&open(NOW + 86_399, false), &dataset("eau")),
        first,
        "the date is that of the look-up"
    );
    assert_eq!(server.count(), 1);
    let later = ask(&open(NOW + 86_400, false), &dataset("eau"));
    assert_eq!((server.count(), later.asked), (2, Some(NOW + 86_400)));
    ask(&open(NOW, false), &dataset("rien"));
    ask(&open(NOW + 3_599, false), &dataset("rien"));
    assert_eq!(server.count(), 3);
    ask(&open(NOW + 3_600, false), &dataset("rien"));
    assert_eq!(server.count(), 4);
    let offline = open(NOW + 10 * 86_400, true);
    let by_number = dataset("5d13a8b6634f41070a43dff3");
    assert!(
        ask(&offline, &by_number).object().is_some(),
        "kept under its number too"
    );
    assert!(ask(&offline, &dataset("eau")).object().is_some());
    assert_eq!(
        ask(&offline, &dataset("autre")).outcome,
        PortalOutcome::NotVerified(Silence::Offline)
    );
    assert_eq!(server.count(), 4, "offline, nobody is asked");
    let names: Vec<_> = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(names, ["portal"]);
    for entry in std::fs::read_dir(folder.path().join("portal")).unwrap() {
        let path = entry.unwrap().path();
        assert!(
            path.extension().is_some_and(|extension| extension == "json"),
            "{}",
            path.display()
        );
    }
}

#[test]
fn a_portal_that_fails_leaves_what_it_said_before_with_its_day() {
    let server = Server::start(|path, before| match (path, before) {
        ("/api/1/datasets/eau/", 0) => json(EAU),
        ("/api/1/datasets/supprime/", 0) => with("410 Gone", &[], r#"{"message": "deleted"}"#),
        _ => with("503 Service Unavailable", &[], ""),
    });
    let folder = tempfile::tempdir().unwrap();
    let open = |now: i64| {
        Portal::new(PortalOptions {
            cache: Some(folder.path().to_owned()),
            now,
            ..server.options()
        })
        .unwrap()
    };
    let first = ask(&open(NOW), &dataset("eau"));
    let _ = ask(&open(NOW), &dataset("supprime"));
    let portal = open(NOW + 10 * 86_400);
    assert_eq!(
        ask(&portal, &dataset("eau")),
        first,
        "the day is that of the look-up"
    );
    let failed = PortalOutcome::NotVerified(Silence::Failed(503));
    assert_eq!(
        ask(&portal, &dataset("supprime")).outcome,
        failed,
        "it may be back"
    );
    assert_eq!(ask(&portal, &dataset("autre")).outcome, failed);
    let before = server.count();
    let by_number = dataset("5d13a8b6634f41070a43dff3");
    assert_eq!(ask(&portal, &by_number).object(), first.object());
    assert_eq!(server.count(), before, "known by its other name");
    // The portal is asked again by the next run.
    let answers = portal.ask(&[dataset("eau")], &Silent);
    assert!(portal.holds_until(&answers).unwrap() <= NOW + 10 * 86_400);
    assert_eq!(
        ask(&open(NOW + 31 * 86_400), &dataset("eau")).outcome,
        failed,
        "nothing holds for ever"
    );
}

#[test]
fn a_silent_portal_asks_nobody() {
    let portal = Portal::silent();
    assert_eq!(
        ask(&portal, &dataset("eau")).outcome,
        PortalOutcome::NotVerified(Silence::Disabled)
    );
    assert!(portal.ask(&[], &Silent).is_empty());
}
