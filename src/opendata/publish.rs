// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Programs that write to data.gouv.fr: they create datasets, or send files to them.

/// Calls of the portal's clients that write.
const CALLS: &[&str] = &[
    "create_static(",
    "create_remote(",
    "upload_resource(",
    "uploadresource(",
];

/// How the routes of the portal's API begin.
const ROUTES: &[&str] = &["/api/1", "/api/2"];

/// Whether a program writes to the portal, told by what only writing takes: the key of its API, in a header beside a
/// route of that API or in a setting called after the portal, the address that files are sent to, or a call of a client. Reading takes no key.
#[must_use]
pub fn writes(source: &str) -> bool {
    let lower = source.to_ascii_lowercase();
    // Other services take a key in a header of this name.
    lower.contains("x-api-key") && ROUTES.iter().any(|route| lower.contains(route))
        || CALLS.iter().any(|call| lower.contains(call))
        || lower.lines().any(is_sent_to)
        || lower
            .split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
            .any(is_key)
}

/// `…/datasets/X/upload/`, `…/resources/X/upload/`
fn is_sent_to(line: &str) -> bool {
    line.match_indices("/upload").any(|(at, sign)| {
        let ends = line[at + sign.len()..].chars().next();
        let below = line[..at].contains("dataset") || line[..at].contains("resource");
        below && !ends.is_some_and(char::is_alphanumeric)
    })
}

/// `DATAGOUV_API_KEY`, `datagouvApiKey`, `DATA_GOUV_FR_TOKEN`. The portal's own software has a secret, and it is no key.
fn is_key(name: &str) -> bool {
    let portal = ["datagouv", "data_gouv", "data-gouv"];
    let key = ["api_key", "api-key", "apikey", "token"];
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    has(&portal) && (has(&key) || name.contains("secret")) || name.contains("udata_") && has(&key)
}

#[cfg(test)]
mod tests {
    use super::writes;

    #[test]
    fn writing_takes_a_key_or_an_upload() {
        for text in [
            "requests.put(f'{BASE}/api/1/datasets/{ID}/', headers={\"X-API-KEY\": key})",
            "UDATA_API_KEY=",
            "curl -H 'x-api-key: $KEY' -X POST https://www.data.gouv.fr/api/1/datasets/a/",
            "DATAGOUV_API_KEY = env('DATAGOUV_API_KEY')",
            "api-key: ${{ secrets.DATA_GOUV_FR_TOKEN }}",
            "const key = config.datagouvApiKey",
            "url = f\"{API}/datasets/{DATASET}/resources/{RESOURCE}/upload/\"",
            "dataset.create_static(file_to_upload=path)",
        ] {
            assert!(writes(text), "{text}");
        }
        for text in [
            "",
            "requests.get('https://www.data.gouv.fr/api/1/datasets/a/')",
            "app.post('/upload', handler)",
            "requests.get(meteo, headers={'X-Api-Key': key}); requests.get('https://www.data.gouv.fr/fr/datasets/r/x')",
            "udata_session_secret = env('S'); requests.get('https://www.data.gouv.fr/api/1/datasets/a/')",
            "const uploaded = await get(`/datasets/${id}/uploads`)",
            "MAPBOX_TOKEN = 1; DATAGOUV_URL = 'https://www.data.gouv.fr'",
        ] {
            assert!(!writes(text), "{text}");
        }
    }
}
