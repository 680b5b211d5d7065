// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! A git server on the loopback address: `git http-backend` behind a small HTTP/1.1 server.
#![allow(
    dead_code,
    clippy::allow_attributes,
    reason = "each test program uses its part of the helpers"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// Serves every repository of a folder until the test ends. Besides those,
/// `/status/N/…` answers with the status N, `/redirect/HOST/PATH` leads to `http://HOST/PATH`,
/// `/bare-redirect/HOST/PATH` does so without a query, `/moved/…` leads away, `/busy/…` has too much to do twice,
/// `/says/WORDS/…` answers with these words as git's error, and `/stall/…` never answers.
pub struct GitServer {
    /// `http://127.0.0.1:PORT`.
    pub url: String,
    /// `127.0.0.1:PORT`.
    pub host: String,
    served: Arc<Served>,
}

struct Served {
    root: PathBuf,
    /// The value that the header `Authorization` must have.
    wanted: Option<String>,
    log: Mutex<Vec<String>>,
    sent: AtomicUsize,
}

#[derive(Clone, Default)]
struct Request {
    method: String,
    path: String,
    query: String,
    content_type: String,
    encoding: String,
    protocol: String,
    authorization: Option<String>,
    body: Vec<u8>,
}

impl GitServer {
    pub fn start(root: &Path) -> Self {
        Self::serve(root, None)
    }

    /// A server that asks for a user and a token.
    pub fn with_token(root: &Path, user: &str, token: &str) -> Self {
        let pair = base64(format!("{user}:{token}").as_bytes());
        Self::serve(root, Some(format!("Basic {pair}")))
    }

    fn serve(root: &Path, wanted: Option<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let served = Arc::new(Served {
            root: root.to_owned(),
            wanted,
            log: Mutex::default(),
            sent: AtomicUsize::new(0),
        });
        let shared = Arc::clone(&served);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&shared);
                std::thread::spawn(move || shared.answer_all(stream));
            }
        });
        Self {
            url: format!("http://{host}"),
            host,
            served,
        }
    }

    /// What was asked so far: `GET /x.git/info/refs`, with ` (authorised)` where a credential came along.
    pub fn requests(&self) -> Vec<String> {
        self.served.log.lock().unwrap().clone()
    }
}

impl GitServer {
    /// Bytes of the answers so far, without their headers.
    pub fn sent(&self) -> usize {
        self.served.sent.load(Ordering::Relaxed)
    }
}

impl Served {
    fn answer_all(&self, mut stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        while let Some(request) = read_request(&mut reader) {
            let mark = if request.authorization.is_some() {
                " (authorised)"
            } else {
                ""
            };
            let line = format!("{} {}{mark}", request.method, request.path);
            self.log.lock().unwrap().push(line);
            let (status, headers, body) = self.answer(&request);
            let head = format!(
                "HTTP/1.1 {status} x\r\n{headers}Content-Length: {}\r\n\r\n",
                body.len()
            );
            self.sent.fetch_add(body.len(), Ordering::Relaxed);
            // A client that had enough closes the connection.
            if stream
                .write_all(head.as_bytes())
                .and_then(|()| stream.write_all(&body))
                .is_err()
            {
                return;
            }
        }
    }

    fn answer(&self, request: &Request) -> (String, String, Vec<u8>) {
        let simple = |status: &str, headers: &str| (status.to_owned(), headers.to_owned(), Vec::new());
        if let Some(wanted) = &self.wanted
            && request.authorization.as_ref() != Some(wanted)
        {
            return simple("401", "WWW-Authenticate: Basic realm=\"git\"\r\n");
        }
        let mut parts = request.path.trim_start_matches('/').splitn(3, '/');
        let (first, second, rest) = (
            parts.next(),
            parts.next().unwrap_or(""),
            parts.next().unwrap_or(""),
        );
        match first {
            Some("status") => simple(second, ""),
            Some("redirect") => {
                let to = format!("Location: http://{second}/{rest}?{}\r\n", request.query);
                simple("302", &to)
            }
            Some("bare-redirect") => simple("302", &format!("Location: http://{second}/{rest}\r\n")),
            // Too much to do, twice.
            Some("busy") if self.log.lock().unwrap().len() <= 2 => simple("429", "Retry-After: 1\r\n"),
            Some("busy") => self.git(&Request {
                path: request.path.replacen("/busy", "", 1),
                ..request.clone()
            }),
            Some("moved") => simple("301", "Location: /\r\n"),
            Some("says") => {
                let words = format!("ERR {}", second.replace("%20", " "));
                let body = format!(
                    "001e# service=git-upload-pack\n0000{:04x}{words}",
                    words.len() + 4
                );
                let kind = "Content-Type: application/x-git-upload-pack-advertisement\r\n";
                ("200".to_owned(), kind.to_owned(), body.into_bytes())
            }
            Some("stall") => loop {
                std::thread::park();
            },
            _ => self.git(request),
        }
    }

    fn git(&self, request: &Request) -> (String, String, Vec<u8>) {
        let mut child = Command::new("git")
            .args([
                "-c",
                "safe.directory=*",
                "-c",
                "uploadpack.allowAnySHA1InWant=true",
                "-c",
                "uploadpack.allowFilter=true",
                "http-backend",
            ])
            .env("GIT_PROJECT_ROOT", &self.root)
            .env("GIT_HTTP_EXPORT_ALL", "1")
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("PATH_INFO", &request.path)
            .env("QUERY_STRING", &request.query)
            .env("REQUEST_METHOD", &request.method)
            .env("CONTENT_TYPE", &request.content_type)
            .env("HTTP_CONTENT_ENCODING", &request.encoding)
            .env("GIT_PROTOCOL", &request.protocol)
            .env("CONTENT_LENGTH", request.body.len().to_string())
            .env("REMOTE_ADDR", "127.0.0.1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut input = child.stdin.take().unwrap();
        let body = request.body.clone();
        let feeding = std::thread::spawn(move || input.write_all(&body));
        let output = child.wait_with_output().unwrap().stdout;
        let _ = feeding.join();
        let end = output
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .unwrap_or(0);
        let head = String::from_utf8_lossy(&output[..end]).into_owned();
        let mut status = "200".to_owned();
        let mut headers = String::new();
        for line in head.lines() {
            match line.split_once(": ") {
                Some(("Status", value)) => value[..3].clone_into(&mut status),
                _ => headers.extend([line, "\r\n"]),
            }
        }
        (
            status,
            headers,
            output.get(end + 4..).unwrap_or_default().to_vec(),
        )
    }
}

fn read_request(reader: &mut BufReader<TcpStream>) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|count| *count > 0)?;
    let mut words = line.split_whitespace();
    let method = words.next()?.to_owned();
    let target = words.next()?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut request = Request {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        ..Request::default()
    };
    let (mut length, mut chunked) = (0, false);
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        let value = value.trim().to_owned();
        match name.to_lowercase().as_str() {
            "content-length" => length = value.parse().ok()?,
            "transfer-encoding" => chunked = value == "chunked",
            "content-type" => request.content_type = value,
            "content-encoding" => request.encoding = value,
            "git-protocol" => request.protocol = value,
            "authorization" => request.authorization = Some(value),
            _ => {}
        }
    }
    if !chunked {
        request.body = vec![0; length];
        reader.read_exact(&mut request.body).ok()?;
        return Some(request);
    }
    loop {
        let mut size = String::new();
        reader.read_line(&mut size).ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        let mut chunk = vec![0; size + 2];
        reader.read_exact(&mut chunk).ok()?;
        if size == 0 {
            return Some(request);
        }
        request.body.extend_from_slice(&chunk[..size]);
    }
}

pub fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let at = |index: usize| u32::from(three.get(index).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for sign in 0..4 {
            let index = (bits >> (18 - 6 * sign)) as usize & 63;
            out.push(if sign > three.len() {
                '='
            } else {
                char::from(SIGNS[index])
            });
        }
    }
    out
}
