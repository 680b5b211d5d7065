// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A stand-in for GitLab on the loopback address: the part of its API that Vigie asks, with GitLab's
//! own semantics (doc/api/rest), and a door to a git server. Every request is logged.
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "each test program uses its part of the helpers"
)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};

/// A request as the stand-in read it; names of headers are in lower case.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: String,
    /// Path and query, as they came.
    pub target: String,
    /// The path, decoded, without the root of the instance.
    pub path: String,
    pub query: BTreeMap<String, String>,
    pub headers: BTreeMap<String, String>,
    raw_path: String,
    body: Vec<u8>,
    raw: Vec<u8>,
}

impl Asked {
    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/v4/")
    }

    /// Whether a listing that may be narrowed to archived projects, or to others, holds this one.
    fn wants(&self, row: &Value) -> bool {
        self.query
            .get("archived")
            .is_none_or(|wanted| (wanted == "true") == (row["archived"] == true))
    }

    fn number(&self, name: &str, default: usize) -> usize {
        self.query
            .get(name)
            .and_then(|text| text.parse().ok())
            .unwrap_or(default)
    }
}

/// What goes wrong instead of an answer.
#[derive(Debug, Clone)]
pub enum Fault {
    /// An answer of this status, with these headers and this body.
    Status(&'static str, Vec<(&'static str, String)>, String),
    /// The connection closes without a word.
    Reset,
    /// The connection closes in the middle of the answer, whose length was announced.
    Broken,
    /// The answer ends in the middle although nothing says so: a proxy that cuts.
    Cut,
    /// No answer ever.
    Stall,
    /// Something is done to the instance before the answer.
    Before(fn(&mut Instance)),
}

impl Fault {
    pub fn status(status: &'static str) -> Self {
        Self::Status(status, Vec::new(), "{\"message\":\"no\"}".to_owned())
    }

    /// The 429 of GitLab's middleware: plain text.
    pub fn limited_text(after: &str) -> Self {
        let headers = vec![
            ("Retry-After", after.to_owned()),
            ("Content-Type", "text/plain".to_owned()),
            ("RateLimit-Name", "throttle_authenticated_api".to_owned()),
        ];
        Self::Status("429 Too Many Requests", headers, "Retry later\n".to_owned())
    }

    /// The 429 of one endpoint: JSON, and no header that says when.
    pub fn limited_json() -> Self {
        let words = "This endpoint has been requested too many times. Try again later.";
        let body = json!({"message": {"error": words}}).to_string();
        Self::Status("429 Too Many Requests", Vec::new(), body)
    }
}

/// A token that the instance knows.
#[derive(Debug, Clone)]
pub struct Rights {
    pub scopes: Vec<&'static str>,
    pub active: bool,
    pub job: bool,
}

impl Rights {
    pub fn scopes(scopes: &[&'static str]) -> Self {
        Self {
            scopes: scopes.to_vec(),
            active: true,
            job: false,
        }
    }

    fn has(&self, wanted: &[&str]) -> bool {
        self.active && self.scopes.iter().any(|scope| wanted.contains(scope))
    }
}

/// What the instance holds and how it behaves.
#[derive(Debug, Clone)]
pub struct Instance {
    /// The relative root, such as `/gitlab`, or nothing.
    pub root: String,
    /// Projects as the API gives them, in the order of their ids.
    pub projects: Vec<Value>,
    /// Projects of other groups that are shared with every group.
    pub shared: Vec<Value>,
    /// Earlier paths, and the ids of the projects that bore them.
    pub moved: BTreeMap<String, u64>,
    /// Ids of projects that are counted and paginated, and then not shown.
    pub hidden: Vec<u64>,
    /// Ids of projects that are counted and lost.
    pub lost: Vec<u64>,
    pub tokens: BTreeMap<String, Rights>,
    /// Members by `groups/ID` and `projects/ID`: user name and access level.
    /// Notes of each project's releases, the last one first; by the project's number.
    pub releases: BTreeMap<String, Vec<&'static str>>,
    pub members: BTreeMap<String, Vec<(&'static str, u64)>>,
    /// Most rows of a page, whatever is asked for.
    pub cap: usize,
    /// Whether totals are given (GitLab gives none above 10,000 rows).
    pub totals: bool,
    /// Whether the headers of pagination are given at all (a proxy may remove them).
    pub headers: bool,
    /// The address that links begin with; an instance may not know its own name.
    pub external: Option<String>,
    /// The host and port of a git server behind the instance.
    pub git: Option<String>,
}

impl Default for Instance {
    fn default() -> Self {
        Self {
            root: String::new(),
            projects: Vec::new(),
            shared: Vec::new(),
            moved: BTreeMap::new(),
            hidden: Vec::new(),
            lost: Vec::new(),
            tokens: BTreeMap::new(),
            releases: BTreeMap::new(),
            members: BTreeMap::new(),
            cap: 100,
            totals: true,
            headers: true,
            external: None,
            git: None,
        }
    }
}

/// A project as `/groups/:id/projects` gives it.
pub fn project(id: u64, path: &str) -> Value {
    let group = path.rsplit_once('/').map_or("", |(group, _)| group);
    json!({
        "id": id,
        "path_with_namespace": path,
        "http_url_to_repo": format!("https://gitlab.example.org/{path}.git"),
        "web_url": format!("https://gitlab.example.org/{path}"),
        "description": null,
        "topics": [],
        "visibility": "public",
        "archived": false,
        "empty_repo": false,
        "issues_enabled": true,
        "import_status": "finished",
        "repository_access_level": "enabled",
        "namespace": {"id": 1000 + group.len(), "kind": "group", "full_path": group},
        "description_html": "", "unknown_key": {"a": [1]},
    })
}

/// The same with some keys changed; null removes nothing, it is null.
pub fn with(mut project: Value, more: Value) -> Value {
    if let (Some(own), Value::Object(more)) = (project.as_object_mut(), more) {
        own.extend(more);
    }
    project
}

type Faults = dyn Fn(&Asked, usize) -> Option<Fault> + Send + Sync;

struct Shared {
    instance: Mutex<Instance>,
    faults: Box<Faults>,
    log: Mutex<Vec<Asked>>,
}

/// A stand-in that lives as long as the test's process.
pub struct GitLabServer {
    /// The address of the instance, with its relative root.
    pub url: String,
    /// `HOST:PORT`.
    pub host: String,
    shared: Arc<Shared>,
}

impl GitLabServer {
    pub fn start(instance: Instance) -> Self {
        Self::with_faults(instance, |_, _| None)
    }

    /// A stand-in that goes wrong as the function says; it is told the number of the request, from 1.
    pub fn with_faults(
        instance: Instance,
        faults: impl Fn(&Asked, usize) -> Option<Fault> + Send + Sync + 'static,
    ) -> Self {
        Self::serve(instance, Box::new(faults), None)
    }

    /// A stand-in behind TLS; `localhost` is the name in its certificate.
    pub fn with_tls(instance: Instance, tls: Arc<rustls::ServerConfig>) -> Self {
        Self::serve(instance, Box::new(|_, _| None), Some(tls))
    }

    fn serve(instance: Instance, faults: Box<Faults>, tls: Option<Arc<rustls::ServerConfig>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (scheme, name) = if tls.is_some() {
            ("https", "localhost")
        } else {
            ("http", "127.0.0.1")
        };
        let host = format!("{name}:{port}");
        let url = format!("{scheme}://{host}{}", instance.root);
        let shared = Arc::new(Shared {
            instance: Mutex::new(instance),
            faults,
            log: Mutex::default(),
        });
        let answering = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&answering);
                let tls = tls.clone();
                thread::spawn(move || match tls {
                    None => shared.converse(stream),
                    Some(config) => {
                        let session = rustls::ServerConnection::new(config).unwrap();
                        shared.converse(rustls::StreamOwned::new(session, stream));
                    }
                });
            }
        });
        Self { url, host, shared }
    }

    pub fn requests(&self) -> Vec<Asked> {
        self.shared.log.lock().unwrap().clone()
    }

    /// Requests to the API, as `path?page=…` without its fixed parameters.
    pub fn api_paths(&self) -> Vec<String> {
        self.requests()
            .iter()
            .filter(|asked| asked.is_api())
            .map(|asked| asked.path.trim_start_matches("/api/v4/").to_owned())
            .collect()
    }

    pub fn change(&self, change: impl FnOnce(&mut Instance)) {
        change(&mut self.shared.instance.lock().unwrap());
    }
}

impl Shared {
    fn converse<S: Read + Write>(&self, stream: S) {
        let mut reader = BufReader::new(stream);
        let root = self.instance.lock().unwrap().root.clone();
        while let Some(asked) = read(&mut reader, &root) {
            let count = {
                let mut log = self.log.lock().unwrap();
                log.push(asked.clone());
                log.len()
            };
            let fault = (self.faults)(&asked, count);
            let broken = match &fault {
                Some(Fault::Reset) => return,
                Some(Fault::Stall) => loop {
                    thread::park();
                },
                Some(Fault::Before(change)) => {
                    change(&mut self.instance.lock().unwrap());
                    false
                }
                Some(Fault::Broken) => true,
                _ => false,
            };
            let reply = match fault {
                Some(Fault::Status(status, headers, body)) => Reply::new(status, headers, body.into_bytes()),
                Some(Fault::Cut) => {
                    let mut reply = self.answer(&asked);
                    reply.body.truncate(reply.body.len() / 2);
                    reply
                }
                _ => self.answer(&asked),
            };
            let mut bytes = reply.into_bytes();
            if broken {
                bytes.truncate(bytes.len() - 7);
            }
            let sent = reader
                .get_mut()
                .write_all(&bytes)
                .and_then(|()| reader.get_mut().flush());
            if sent.is_err() || broken {
                return;
            }
        }
    }

    fn answer(&self, asked: &Asked) -> Reply {
        let instance = self.instance.lock().unwrap().clone();
        if asked.is_api() {
            instance.api(asked)
        } else if asked.path.contains(".git/") {
            instance.git(asked)
        } else {
            let headers = vec![("Content-Type", "text/html; charset=utf-8".to_owned())];
            Reply::new("200 OK", headers, b"<html>Sign in</html>".to_vec())
        }
    }
}

struct Reply {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    raw: Option<Vec<u8>>,
}

impl Reply {
    fn new(status: &'static str, headers: Vec<(&'static str, String)>, body: Vec<u8>) -> Self {
        Self {
            status,
            headers,
            body,
            raw: None,
        }
    }

    fn json(status: &'static str, value: &Value) -> Self {
        let headers = vec![("Content-Type", "application/json".to_owned())];
        Self::new(status, headers, value.to_string().into_bytes())
    }

    fn into_bytes(self) -> Vec<u8> {
        if let Some(raw) = self.raw {
            return raw;
        }
        let mut head = format!(
            "HTTP/1.1 {}\r\nContent-Length: {}\r\n",
            self.status,
            self.body.len()
        );
        for (name, value) in &self.headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        [format!("{head}\r\n").into_bytes(), self.body].concat()
    }
}

fn refusal(status: &'static str) -> Reply {
    Reply::json(status, &json!({ "message": status }))
}

impl Instance {
    /// Who asks: `Err` for a token that is not known or no longer good.
    fn caller(&self, asked: &Asked) -> Result<Option<Rights>, Reply> {
        let bearer = asked
            .headers
            .get("authorization")
            .and_then(|value| value.strip_prefix("Bearer "));
        let Some(token) = asked.headers.get("private-token").map(String::as_str).or(bearer) else {
            return Ok(None);
        };
        match self.tokens.get(token) {
            Some(rights) if rights.active => Ok(Some(rights.clone())),
            _ => Err(refusal("401 Unauthorized")),
        }
    }

    fn api(&self, asked: &Asked) -> Reply {
        let caller = match self.caller(asked) {
            Ok(caller) => caller,
            Err(reply) => return reply,
        };
        let path = asked
            .raw_path
            .trim_start_matches(&self.root)
            .trim_start_matches("/api/v4/");
        let parts: Vec<String> = path
            .split('/')
            .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
            .collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        if parts == ["personal_access_tokens", "self"] {
            return match caller {
                Some(rights) => Reply::json(
                    "200 OK",
                    &json!({"id": 1, "scopes": rights.scopes, "active": true, "revoked": false}),
                ),
                None => refusal("401 Unauthorized"),
            };
        }
        if let Some(rights) = &caller
            && !rights.has(&["api", "read_api"])
        {
            let body = json!({"error": "insufficient_scope", "error_description": "more is needed", "scope": "api read_api"});
            return Reply::json("403 Forbidden", &body);
        }
        let seen = |project: &&Value| caller.is_some() || project["visibility"] == "public";
        match parts[..] {
            ["groups", group, "projects"] => self.group(asked, group, &seen, caller.is_some()),
            ["projects"] => self.instance(asked, &seen, caller.is_some()),
            ["projects", project] => self.project(project, &seen, caller.is_some()),
            [kind, id, "members", "all"] if caller.is_some() => {
                let rows = self
                    .members
                    .get(&format!("{kind}/{id}"))
                    .cloned()
                    .unwrap_or_default();
                let rows = rows
                    .iter()
                    .enumerate()
                    .map(|(index, (name, level))| {
                        json!({"id": index + 1, "username": name, "state": "active", "access_level": level})
                    })
                    .collect();
                self.page(asked, rows, path)
            }
            ["projects", id, "releases"] => {
                let notes = self.releases.get(id).cloned().unwrap_or_default();
                let rows = notes
                    .iter()
                    .map(|text| json!({"tag_name": "v1", "description": text}));
                self.page(asked, rows.collect(), path)
            }
            _ => refusal("404 Not Found"),
        }
    }

    fn group(&self, asked: &Asked, group: &str, seen: &dyn Fn(&&Value) -> bool, full: bool) -> Reply {
        let deep = asked.query.get("include_subgroups").map(String::as_str) == Some("true");
        let prefix = format!("{}/", group.to_lowercase());
        let inside = |project: &&Value| {
            let path = project["path_with_namespace"].as_str().unwrap().to_lowercase();
            let rest = path.strip_prefix(&prefix);
            rest.is_some_and(|rest| deep || !rest.contains('/'))
        };
        let mut rows: Vec<&Value> = self.projects.iter().filter(inside).collect();
        if rows.is_empty() {
            return refusal("404 Not Found");
        }
        if asked.query.get("with_shared").map(String::as_str) != Some("false") {
            rows.extend(&self.shared);
        }
        let rows = rows
            .into_iter()
            .filter(|row| seen(row) && asked.wants(row))
            .map(|row| listed(row, full))
            .collect();
        self.page(
            asked,
            rows,
            &format!("groups/{}/projects", group.replace('/', "%2F")),
        )
    }

    /// `/projects`: by keyset when ordered by id.
    fn instance(&self, asked: &Asked, seen: &dyn Fn(&&Value) -> bool, full: bool) -> Reply {
        let after = asked.number("id_after", 0) as u64;
        let topic = asked.query.get("topic");
        let rows: Vec<&Value> = self
            .projects
            .iter()
            .filter(|row| seen(row) && asked.wants(row) && row["id"].as_u64().unwrap() > after)
            .filter(|row| topic.is_none_or(|topic| row["topics"].as_array().unwrap().contains(&json!(topic))))
            .collect();
        if asked.query.get("pagination").map(String::as_str) != Some("keyset") {
            let rows = rows.into_iter().map(|row| listed(row, full)).collect();
            return self.page(asked, rows, "projects");
        }
        if asked.query.get("order_by").map(String::as_str) != Some("id") {
            return Reply::json(
                "405 Method Not Allowed",
                &json!({"error": "Keyset pagination is not yet available for this type of request"}),
            );
        }
        let size = asked.number("per_page", 20).min(100).min(self.cap);
        let page: Vec<Value> = rows.iter().take(size).map(|row| listed(row, full)).collect();
        let mut headers = vec![("Content-Type", "application/json".to_owned())];
        if rows.len() > size && self.headers {
            let last = page.last().unwrap()["id"].as_u64().unwrap();
            let mut query = asked.query.clone();
            query.insert("id_after".to_owned(), last.to_string());
            headers.push((
                "Link",
                format!("<{}>; rel=\"next\"", self.link("projects", &query)),
            ));
        }
        Reply::new("200 OK", headers, Value::Array(page).to_string().into_bytes())
    }

    fn project(&self, wanted: &str, seen: &dyn Fn(&&Value) -> bool, full: bool) -> Reply {
        if let Some(id) = self.moved.get(&wanted.to_lowercase()) {
            let to = format!(
                "{}/api/v4/projects/{id}?license=true",
                self.external.clone().unwrap_or(self.root.clone())
            );
            return Reply::new("301 Moved Permanently", vec![("Location", to)], Vec::new());
        }
        let found = self.projects.iter().filter(|row| seen(row)).find(|row| {
            row["path_with_namespace"]
                .as_str()
                .unwrap()
                .eq_ignore_ascii_case(wanted)
                || row["id"].as_u64().is_some_and(|id| wanted.parse() == Ok(id))
        });
        match found {
            Some(row) => Reply::json("200 OK", &shown(row, full)),
            None => refusal("404 Not Found"),
        }
    }

    fn link(&self, path: &str, query: &BTreeMap<String, String>) -> String {
        let query: Vec<String> = query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let base = self
            .external
            .clone()
            .unwrap_or_else(|| "https://gitlab.internal".to_owned());
        format!("{base}/api/v4/{path}?{}", query.join("&"))
    }

    /// Pagination by offset: rows are hidden after they were counted out.
    fn page(&self, asked: &Asked, rows: Vec<Value>, path: &str) -> Reply {
        let size = asked.number("per_page", 20).min(100).min(self.cap);
        let number = asked.number("page", 1).max(1);
        let (total, pages) = (rows.len(), rows.len().div_ceil(size).max(1));
        let gone = |row: &Value| {
            let id = row["id"].as_u64().unwrap_or_default();
            self.hidden.contains(&id) || self.lost.contains(&id)
        };
        let page: Vec<Value> = rows
            .into_iter()
            .skip((number - 1) * size)
            .take(size)
            .filter(|row| !gone(row))
            .collect();
        let mut headers = vec![("Content-Type", "application/json".to_owned())];
        if self.headers {
            let next = if number < pages {
                (number + 1).to_string()
            } else {
                String::new()
            };
            let link = |page: usize, rel: &str| {
                let mut query = asked.query.clone();
                query.insert("page".to_owned(), page.to_string());
                format!("<{}>; rel=\"{rel}\"", self.link(path, &query))
            };
            let mut links = vec![link(1, "first")];
            if number < pages {
                links.insert(0, link(number + 1, "next"));
            }
            headers.push(("X-Page", number.to_string()));
            headers.push(("X-Per-Page", size.to_string()));
            headers.push(("X-Next-Page", next));
            if self.totals {
                links.push(link(pages, "last"));
                headers.push(("X-Total", (total - self.hidden.len()).to_string()));
                headers.push(("X-Total-Pages", pages.to_string()));
            }
            headers.push(("Link", links.join(", ")));
        }
        Reply::new("200 OK", headers, Value::Array(page).to_string().into_bytes())
    }

    /// Git over HTTP: a challenge before anything private, then the git server behind.
    fn git(&self, asked: &Asked) -> Reply {
        let repository = asked
            .path
            .split(".git/")
            .next()
            .unwrap_or_default()
            .trim_matches('/');
        let known = self
            .projects
            .iter()
            .find(|row| row["path_with_namespace"].as_str() == Some(repository));
        let open = known.is_some_and(|row| row["visibility"] == "public");
        let may = asked
            .headers
            .get("authorization")
            .is_some_and(|value| self.opens(value));
        if !open && !may {
            let headers = vec![("WWW-Authenticate", "Basic realm=\"GitLab\"".to_owned())];
            return Reply::new("401 Unauthorized", headers, b"HTTP Basic: Access denied".to_vec());
        }
        match &self.git {
            Some(host) => Reply {
                raw: Some(forward(host, asked, &self.root)),
                ..refusal("200 OK")
            },
            None => refusal("404 Not Found"),
        }
    }

    /// Whether a `Basic` credential opens repositories.
    fn opens(&self, header: &str) -> bool {
        self.tokens.iter().any(|(token, rights)| {
            let user = if rights.job { "gitlab-ci-token" } else { "oauth2" };
            let pair = super::server::base64(format!("{user}:{token}").as_bytes());
            let scoped = rights.job || rights.has(&["api", "read_repository", "write_repository"]);
            scoped && header == format!("Basic {pair}")
        })
    }
}

/// What an anonymous caller is shown is less.
/// A row of a listing, which never tells the licence.
fn listed(row: &Value, full: bool) -> Value {
    let mut row = shown(row, full);
    row.as_object_mut().unwrap().remove("license");
    row
}

fn shown(row: &Value, full: bool) -> Value {
    let mut row = row.clone();
    if !full {
        for key in [
            "archived",
            "empty_repo",
            "issues_enabled",
            "import_status",
            "repository_access_level",
            "forked_from_project",
        ] {
            row.as_object_mut().unwrap().remove(key);
        }
    }
    row
}

/// Asks the git server behind the same, without the credential.
fn forward(host: &str, asked: &Asked, root: &str) -> Vec<u8> {
    let head = String::from_utf8_lossy(&asked.raw);
    let mut out = String::new();
    for (index, line) in head.lines().enumerate() {
        let lower = line.to_lowercase();
        if index == 0 {
            out.push_str(&line.replacen(root, "", usize::from(!root.is_empty())));
        } else if lower.starts_with("authorization:")
            || lower.starts_with("transfer-encoding:")
            || lower.starts_with("content-length:")
        {
            continue;
        } else {
            out.push_str(line);
        }
        out.push_str("\r\n");
    }
    let head = format!("{}Content-Length: {}\r\n\r\n", out, asked.body.len());
    let mut stream = TcpStream::connect(host).unwrap();
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&asked.body).unwrap();
    let mut reader = BufReader::new(stream);
    let (mut answer, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap();
        }
        answer.push_str(&line);
        if line.trim().is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    [answer.into_bytes(), body].concat()
}

fn read<S: Read>(reader: &mut BufReader<S>, root: &str) -> Option<Asked> {
    let mut raw = String::new();
    reader.read_line(&mut raw).ok().filter(|count| *count > 0)?;
    let mut words = raw.split_whitespace();
    let method = words.next()?.to_owned();
    let target = words.next()?.to_owned();
    let mut headers = BTreeMap::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.insert(name.to_lowercase(), value.trim().to_owned());
        raw.push_str(&line);
    }
    let body = read_body(reader, &headers)?;
    // A proxy is asked for whole addresses.
    let local = target.strip_prefix("http://").map_or(target.as_str(), |rest| {
        rest.find('/').map_or("/", |at| &rest[at..])
    });
    let (path, query) = local.split_once('?').unwrap_or((local, ""));
    let decode = |text: &str| {
        percent_decode_str(&text.replace('+', " "))
            .decode_utf8_lossy()
            .into_owned()
    };
    Some(Asked {
        path: decode(path.strip_prefix(root).unwrap_or("/outside")),
        query: query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| (decode(name), decode(value)))
            .collect(),
        raw_path: path.to_owned(),
        method,
        target: target.clone(),
        headers,
        body,
        raw: raw.into_bytes(),
    })
}

fn read_body<S: Read>(reader: &mut BufReader<S>, headers: &BTreeMap<String, String>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    if headers.get("transfer-encoding").map(String::as_str) != Some("chunked") {
        let length = headers
            .get("content-length")
            .map_or(Some(0), |text| text.parse().ok())?;
        body.resize(length, 0);
        reader.read_exact(&mut body).ok()?;
        return Some(body);
    }
    loop {
        let mut size = String::new();
        reader.read_line(&mut size).ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        let mut chunk = vec![0; size + 2];
        reader.read_exact(&mut chunk).ok()?;
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(&chunk[..size]);
    }
}
