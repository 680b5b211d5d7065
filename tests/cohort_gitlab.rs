// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! The whole way from a GitLab to a report: listed through the API, cloned over HTTP, audited; with
//! tokens of every origin, over TLS with an authority of one's own, and through a proxy.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot be set up must fail at once"
)]

mod common {
    pub mod git;
    pub mod gitlab;
    pub mod server;
}

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use assert_cmd::Command;
use common::git::{Repo, git};
use common::gitlab::{GitLabServer, Instance, Rights, project, with};
use common::server::GitServer;
use serde_json::{Value, json};

const SECRET: &str = "glpat-0123456789abcdef";

fn bare(root: &Path, name: &str) {
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n\nUne carte.\n");
    repo.commit("Premier jet");
    let from = repo.path().display().to_string();
    fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
    git(root, &["clone", "--quiet", "--bare", &from, name]);
}

/// Vigie without what the machine's own environment says, nor what earlier runs kept.
fn vigie() -> Command {
    let mut command = keeping();
    command.arg("--no-cache");
    command
}

/// Vigie without what the machine's own environment says.
fn keeping() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.env("VIGIE_PORTAL", "none");
    for name in [
        "VIGIE_PROFILE",
        "VIGIE_GITLAB_TOKEN",
        "VIGIE_GITLAB_TOKEN_FILE",
        "VIGIE_GITLAB_URL",
        "CI_SERVER_URL",
        "CI_JOB_TOKEN",
        "SSL_CERT_FILE",
        "SSL_CERT_DIR",
        "HTTP_PROXY",
        "http_proxy",
    ] {
        command.env_remove(name);
    }
    command.args(["cohort", "--lang", "en"]);
    command
}

fn everything(folder: &Path) -> String {
    let mut all = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&everything(&path));
        } else {
            all.push_str(&String::from_utf8_lossy(&fs::read(path).unwrap()));
        }
    }
    all
}

fn told(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    format!("{}{}", String::from_utf8_lossy(out), String::from_utf8_lossy(err))
}

fn report(out: &Path) -> Value {
    serde_json::from_slice(&fs::read(out.join("cohort.json")).unwrap()).unwrap()
}

fn row<'a>(report: &'a Value, name: &str) -> &'a Value {
    let rows = report["repositories"].as_array().unwrap();
    rows.iter().find(|row| row["name"] == name).unwrap()
}

/// Command lines of every process that show the secret.
fn shown_in_process_list() -> usize {
    let Ok(processes) = fs::read_dir("/proc") else {
        return 0;
    };
    processes
        .flatten()
        .filter_map(|process| fs::read(process.path().join("cmdline")).ok())
        .filter(|line| String::from_utf8_lossy(line).contains(SECRET))
        .count()
}

/// An instance with a private repository and odd ones, and the server of its repositories.
fn instance(root: &Path) -> (Instance, GitServer) {
    bare(root, "eig/carte.git");
    bare(root, "eig/libre.git");
    let clones = GitServer::start(root);
    let instance = Instance {
        projects: vec![
            with(
                project(1, "eig/carte"),
                json!({"visibility": "private", "description": "Une carte"}),
            ),
            project(2, "eig/libre"),
            project(3, "eig/perdu"),
            with(project(4, "eig/vide"), json!({"empty_repo": true})),
            with(
                project(5, "eig/ferme"),
                json!({"repository_access_level": "disabled"}),
            ),
        ],
        tokens: BTreeMap::from([(
            SECRET.to_owned(),
            Rights::scopes(&["read_api", "read_repository"]),
        )]),
        git: Some(clones.host.clone()),
        ..Instance::default()
    };
    (instance, clones)
}

/// Clone addresses lead to the stand-in itself, as on a real instance.
fn at_home(server: &GitLabServer) {
    server.change(|instance| {
        for project in &mut instance.projects {
            let path = project["path_with_namespace"].as_str().unwrap();
            project["http_url_to_repo"] = json!(format!("{}/{path}.git", server.url));
        }
    });
}

#[test]
fn a_group_becomes_a_report_without_losing_a_repository_or_a_secret() {
    let root = tempfile::tempdir().unwrap();
    let (instance, clones) = instance(root.path());
    let leaks = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&leaks);
    let server = GitLabServer::with_faults(instance, move |_, _| {
        seen.fetch_add(shown_in_process_list(), Ordering::Relaxed);
        None
    });
    at_home(&server);
    let file = root.path().join("token");
    fs::write(&file, format!("{SECRET}\n")).unwrap();
    let file = file.display().to_string();
    for (name, value, option) in [
        ("VIGIE_GITLAB_TOKEN", SECRET, None),
        ("VIGIE_GITLAB_TOKEN_FILE", file.as_str(), None),
        // The option outweighs the environment.
        ("VIGIE_GITLAB_TOKEN", "glpat-wrong", Some(&file)),
    ] {
        let out = tempfile::tempdir().unwrap();
        let before = server.requests().len();
        let mut command = vigie();
        command
            .env(name, value)
            .args(["--group", "eig", "--gitlab", &server.url, "--out"])
            .arg(out.path());
        if let Some(file) = option {
            command.args(["--token-file", file]);
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        let report = report(out.path());
        assert_eq!(report["repositories"].as_array().unwrap().len(), 5);
        for (name, status) in [
            ("eig/carte", "audited"),
            ("eig/libre", "audited"),
            ("eig/perdu", "failed"),
            ("eig/vide", "audited"),
        ] {
            assert_eq!(row(&report, name)["status"], status, "{report}");
        }
        let reason = row(&report, "eig/ferme")["reason"].as_str().unwrap();
        assert!(reason.contains("switched off"), "{reason}");
        let page: Value =
            serde_json::from_slice(&fs::read(out.path().join("audits/eig-carte.json")).unwrap()).unwrap();
        let verdicts = page["verdicts"].as_array().unwrap();
        let description = verdicts
            .iter()
            .find(|verdict| verdict["rule"] == "forge-description-missing")
            .unwrap();
        assert_eq!(
            description["verdict"], "pass",
            "what the forge says reaches the rules"
        );
        // The token, one page, one group's members and those of each project; releases and licence of the two that
        // are audited and silent; then git: three, or four after a challenge.
        let requests = &server.requests()[before..];
        let git = requests.iter().filter(|asked| !asked.is_api()).count();
        assert!(requests.len() - git <= 3 + 5 + 2 * 2, "{}", requests.len());
        assert!(git <= 4 * 3, "{git}");
        for text in [&everything(out.path()), &told(&output)] {
            assert!(!text.contains(SECRET), "the token leaked");
        }
    }
    assert_eq!(
        leaks.load(Ordering::Relaxed),
        0,
        "the token is in the process list"
    );
    for asked in server.requests() {
        assert!(!asked.target.contains(SECRET), "{}", asked.target);
    }
    assert!(clones.requests().iter().all(|line| !line.contains("authorised")));
}

/// A group with two people who administer it: one repository says its licence and changes, the other says neither.
fn told_and_silent(root: &Path) -> (Instance, GitServer) {
    let (mut instance, clones) = instance(root);
    let repo = Repo::new();
    repo.write("README.md", "# Carte\n\nUne carte.\n");
    repo.write("LICENSE", "MIT License\n");
    repo.write("CHANGELOG.md", "# Journal\n");
    repo.commit("Premier jet");
    let from = repo.path().display().to_string();
    git(root, &["clone", "--quiet", "--bare", &from, "eig/dit.git"]);
    instance.projects = vec![project(2, "eig/libre"), project(6, "eig/dit")];
    let group = format!("groups/{}", 1000 + "eig".len());
    instance.members = BTreeMap::from([(group, vec![("marie", 50), ("paul", 40)])]);
    instance.releases = BTreeMap::from([("2".to_owned(), vec!["La carte montre les cours d'eau"])]);
    (instance, clones)
}

#[test]
fn the_forge_is_asked_for_what_the_repository_does_not_say_and_once() {
    let root = tempfile::tempdir().unwrap();
    let (instance, _clones) = told_and_silent(root.path());
    let server = GitLabServer::start(instance);
    at_home(&server);
    let (out, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let run = || {
        let before = server.requests().len();
        let output = keeping()
            .env("VIGIE_GITLAB_TOKEN", SECRET)
            .args(["--group", "eig", "--gitlab", &server.url, "--cache"])
            .arg(cache.path())
            .arg("--out")
            .arg(out.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        let all = server.requests().split_off(before);
        let git = all.iter().filter(|asked| !asked.is_api()).count();
        let paths: Vec<String> = all.iter().map(|asked| asked.path.clone()).collect();
        (paths, git)
    };
    let (first, git) = run();
    let asked = |end: &str| first.iter().filter(|path| path.ends_with(end)).count();
    assert_eq!(
        (asked("/projects/2/releases"), asked("/projects/2")),
        (1, 1),
        "{first:?}"
    );
    assert_eq!(
        (asked("/projects/6/releases"), asked("/projects/6")),
        (0, 0),
        "{first:?}"
    );
    // The token, a page, the group's members; of each repository what git takes, and two questions of the silent one.
    assert!(first.len() <= 3 + 4 * 2, "{first:?}");
    assert_eq!(git, 4, "{first:?}");
    let page: Value =
        serde_json::from_slice(&fs::read(out.path().join("audits/eig-libre.json")).unwrap()).unwrap();
    let verdicts = page["verdicts"].as_array().unwrap();
    let changes = verdicts
        .iter()
        .find(|one| one["rule"] == "changelog-missing")
        .unwrap();
    assert_eq!(changes["verdict"], "pass", "{changes}");
    let (second, git) = run();
    assert_eq!(
        (second.len(), git),
        (5, 2),
        "a repository that has not changed takes one request: {second:?}"
    );
}

#[test]
fn a_token_that_cannot_do_the_work_is_told_before_the_work_begins() {
    let root = tempfile::tempdir().unwrap();
    let (instance, _clones) = instance(root.path());
    let server = GitLabServer::start(Instance {
        tokens: BTreeMap::from([(SECRET.to_owned(), Rights::scopes(&["read_api"]))]),
        ..instance
    });
    at_home(&server);
    for (token, part) in [
        (SECRET, "lacks the scope read_repository"),
        ("glpat-unknown", "does not know the token"),
        ("two words", "holds no token"),
        ("gldt-deploy", "deploy token"),
    ] {
        let out = tempfile::tempdir().unwrap();
        let output = vigie()
            .env("VIGIE_GITLAB_TOKEN", token)
            .args(["--group", "eig", "--gitlab", &server.url, "--out"])
            .arg(out.path())
            .output()
            .unwrap();
        let told = told(&output);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains(part) && told.lines().count() == 1, "{told}");
        assert!(!told.contains(token), "{told}");
        assert!(!out.path().join("cohort.json").exists());
    }
    assert!(
        server.requests().iter().all(common::gitlab::Asked::is_api),
        "nothing was cloned"
    );
}

#[test]
fn a_job_audits_the_projects_that_it_names() {
    let root = tempfile::tempdir().unwrap();
    let (instance, _clones) = instance(root.path());
    let job = Rights {
        job: true,
        ..Rights::scopes(&[])
    };
    let server = GitLabServer::start(Instance {
        tokens: BTreeMap::from([("lent-to-the-job".to_owned(), job)]),
        ..instance
    });
    let run = |server_url: &str, scope: &[&str]| {
        let out = tempfile::tempdir().unwrap();
        let output = vigie()
            .env("CI_SERVER_URL", server_url)
            .env("CI_JOB_TOKEN", "lent-to-the-job")
            .args(["--gitlab", &server.url])
            .args(scope)
            .arg("--out")
            .arg(out.path())
            .output()
            .unwrap();
        assert!(!told(&output).contains("lent-to-the-job"));
        (output, out)
    };
    let (output, out) = run(&server.url, &["--project", "eig/carte"]);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(row(&report(out.path()), "eig/carte")["status"], "audited");
    assert!(
        server.api_paths().is_empty(),
        "the job's token is not for the API"
    );
    let (output, _out) = run(&server.url, &["--group", "eig"]);
    assert!(
        told(&output).contains("lists neither groups nor projects"),
        "{}",
        told(&output)
    );
    // The job of another instance: its token stays at home.
    let (output, out) = run("https://gitlab.example.org", &["--project", "eig/carte"]);
    // Nothing was audited, which is no answer.
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert_eq!(row(&report(out.path()), "eig/carte")["status"], "failed");
}

#[test]
fn an_authority_of_one_s_own_is_trusted_when_it_is_named() {
    let key = rcgen::KeyPair::generate().unwrap();
    let mut authority = rcgen::CertificateParams::new(Vec::new()).unwrap();
    authority
        .distinguished_name
        .push(rcgen::DnType::CommonName, "An authority of one's own");
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    authority.key_usages = vec![
        rcgen::KeyUsagePurpose::KeyCertSign,
        rcgen::KeyUsagePurpose::DigitalSignature,
    ];
    let certificate = authority.self_signed(&key).unwrap();
    let issuer = rcgen::Issuer::new(authority, key);
    let own = rcgen::KeyPair::generate().unwrap();
    let mut leaf = rcgen::CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    leaf.distinguished_name = rcgen::DistinguishedName::new();
    leaf.distinguished_name
        .push(rcgen::DnType::CommonName, "localhost");
    let leaf = leaf.signed_by(&own, &issuer).unwrap();
    let private = rustls::pki_types::PrivatePkcs8KeyDer::from(own.serialize_der());
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let tls = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], private.into())
        .unwrap();

    let root = tempfile::tempdir().unwrap();
    let (instance, _clones) = instance(root.path());
    let server = GitLabServer::with_tls(
        Instance {
            root: "/gitlab".to_owned(),
            ..instance
        },
        Arc::new(tls),
    );
    at_home(&server);
    let file = root.path().join("authority.pem");
    fs::write(&file, certificate.pem()).unwrap();
    let run = |trusted: bool| {
        let out = tempfile::tempdir().unwrap();
        let mut command = vigie();
        if trusted {
            command.env("SSL_CERT_FILE", &file);
        }
        let output = command
            .env("VIGIE_GITLAB_TOKEN", SECRET)
            .args(["--group", "eig", "--gitlab", &server.url, "--out"])
            .arg(out.path())
            .output()
            .unwrap();
        (output, out)
    };
    let (output, _out) = run(false);
    assert_eq!(output.status.code(), Some(2));
    assert!(told(&output).contains("set SSL_CERT_FILE"), "{}", told(&output));
    assert!(
        server.requests().is_empty(),
        "nothing is told to a server that is not trusted"
    );
    let (output, out) = run(true);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let carte = report(out.path());
    assert_eq!(row(&carte, "eig/carte")["status"], "audited", "{carte}");
}

#[test]
fn the_proxy_of_the_environment_is_used() {
    let proxy = GitLabServer::start(Instance {
        projects: vec![with(project(1, "eig/vide"), json!({"empty_repo": true}))],
        tokens: BTreeMap::from([(SECRET.to_owned(), Rights::scopes(&["api"]))]),
        ..Instance::default()
    });
    let out = tempfile::tempdir().unwrap();
    let output = vigie()
        .env("HTTP_PROXY", &proxy.url)
        .env("http_proxy", &proxy.url)
        .env("VIGIE_GITLAB_TOKEN", SECRET)
        .args([
            "--gitlab",
            "http://gitlab.behind.test/git",
            "--group",
            "eig",
            "--out",
        ])
        .arg(out.path())
        .output()
        .unwrap();
    assert!(told(&output).contains("--allow-http"), "{}", told(&output));
    proxy.change(|instance| instance.root = "/git".to_owned());
    let output = vigie()
        .env("HTTP_PROXY", &proxy.url)
        .env("http_proxy", &proxy.url)
        .env("VIGIE_GITLAB_TOKEN", SECRET)
        .args([
            "--gitlab",
            "http://gitlab.behind.test/git",
            "--group",
            "eig",
            "--allow-http",
            "--out",
        ])
        .arg(out.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    let first = &proxy.requests()[0];
    assert!(
        first.target.starts_with("http://gitlab.behind.test/git/api/v4/"),
        "{}",
        first.target
    );
}
