// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use proptest::prelude::*;

use super::links;

const UUID: &str = "8b55024d-6128-4fef-ae03-08692597dd94";

/// Kind, identifier and address of each link.
fn found(text: &str) -> Vec<(&'static str, String, String)> {
    links(text)
        .into_iter()
        .map(|link| {
            let id = link.target.id().unwrap_or_default().to_owned();
            (link.target.kind.as_str(), id, link.url)
        })
        .collect()
}

fn kinds(text: &str) -> Vec<(&'static str, String)> {
    found(text).into_iter().map(|(kind, id, _)| (kind, id)).collect()
}

#[test]
fn what_surrounds_an_address_is_not_part_of_it() {
    let url = "https://www.data.gouv.fr/fr/datasets/a-b/";
    for text in [
        format!("Voir {url}."),
        format!("[jeu]({url}), puis"),
        format!("([jeu]({url}))"),
        format!("**[jeu]({url})**"),
        format!("<{url}>"),
        format!("<a href=\"{url}\">jeu</a>"),
        format!("<a href='{url}'>jeu</a>"),
        format!("<p>{url}</p>"),
        format!("<p>{url}<br>"),
        format!("**{url}**"),
        format!("*{url}*."),
        format!("`{url}`"),
        format!("« {url} »"),
        format!("\u{201c}{url}\u{201d}"),
        format!("| {url}|"),
        format!("url = f\"{url}\""),
        format!("\\url{{{url}}}"),
        format!("a,\"[{{\"\"url\"\": \"\"{url}\"\"}}]\",b"),
        format!("nom,{url},2024"),
        format!("nom;{url};2024"),
        format!("\"GET {url} HTTP/2.0\" 200"),
        format!("\"texte\\n{url}\\n\\nsuite\""),
        format!("[[{url}][le jeu]]"),
        format!("`jeu <{url}>`_"),
        format!("#+SOURCE: {url}"),
        format!("{url}&nbsp;:"),
        format!("&quot;{url}&quot;"),
        format!("{url}[le jeu de données]"),
        format!("link:{url}[le jeu^]"),
        format!("={url}="),
        format!("<!-- {url}-->"),
        format!("https://outil.example.org/?url={url}&schema=x"),
    ] {
        let begin = text.find(url).unwrap();
        let links = links(&text);
        assert_eq!(links.len(), 1, "{text}");
        assert_eq!((links[0].url.as_str(), links[0].start), (url, begin), "{text}");
    }
}

#[test]
fn an_address_twice_on_a_line_is_two_links() {
    let url = "https://www.data.gouv.fr/en/reuses/qbano/";
    assert_eq!(
        kinds(&format!("QBano [{url}]({url})")),
        [("reuse", "qbano".to_owned()), ("reuse", "qbano".to_owned())]
    );
}

#[test]
fn escapes_are_undone() {
    for text in [
        r"https:\/\/www.data.gouv.fr\/fr\/datasets\/a-b\/",
        r"https:\\/\\/www.data.gouv.fr\\/fr\\/datasets\\/a-b\\/",
        r"https://www.data.gouv.fr/fr/datasets/a\-b/",
        "https://www.data.gouv.fr&#x2F;fr&#x2F;datasets&#47;a-b/",
        "//www.data.gouv.fr/fr/datasets/a-b/",
        "www.data.gouv.fr/fr/datasets/a-b/",
        "data.gouv.fr/fr/datasets/a-b",
        "HTTPS://WWW.Data.gouv.fr/fr/datasets/A-b/",
        "HTTPS://WWW.DATA.GOUV.FR/fr/datasets/a-b/",
        "https://www.Data.Gouv.Fr/fr/datasets/a-b/",
        "WWW.DATA.GOUV.FR/fr/datasets/a-b/",
        "https://www.data.gouv.fr:443/fr/datasets/a-b/",
        "?url=https%3A%2F%2Fwww.data.gouv.fr%2Ffr%2Fdatasets%2Fa-b%2F&x=1",
        "?url=https://www.data.gouv.fr/fr/datasets/a-b/",
        "https://www.data.gouv.fr//fr//datasets/a-b/",
        r"https:\u002F\u002Fwww.data.gouv.fr\u002Ffr\u002Fdatasets\u002Fa-b\u002F",
        r"https:\u002f\u002fdata.gouv.fr\u002ffr\u002fdatasets\u002fa\u002Db\u002f",
        r"https:\\u002F\\u002Fwww.data.gouv.fr\\u002Fdatasets\\u002Fa-b",
        r"https\u003A\u002F\u002Fwww.data.gouv.fr\u002Fdatasets\u002Fa-b",
        r"https:\x2F\x2Fwww.data.gouv.fr\x2Fdatasets\x2Fa-b",
        r"https:\\\/\\\/www.data.gouv.fr\\\/datasets\\\/a-b",
        "https:&#x2F;&#x2F;www.data.gouv.fr&#x2F;datasets&#x2F;a-b",
        "https&#58;&#47;&#47;www.data.gouv.fr&#47;datasets&#47;a-b",
        "https://www.data.gouv.fr&sol;datasets&sol;a-b",
        "?url=https%253A%252F%252Fwww.data.gouv.fr%252Fdatasets%252Fa-b&x=1",
    ] {
        assert_eq!(kinds(text), [("dataset", "a-b".to_owned())], "{text}");
    }
    let page = "https://www.data.gouv.fr/api/1/datasets/a-b/?x=1&page_size=2";
    for text in [
        r"https://www.data.gouv.fr/api/1/datasets/a-b/?x=1\&page\_size=2",
        "https://www.data.gouv.fr/api/1/datasets/a-b/?x=1&amp;page_size=2",
        r"https://www.data.gouv.fr/api/1/datasets/a-b/?x=1\u0026page_size=2",
    ] {
        assert_eq!(found(text)[0].2, page, "{text}");
    }
}

#[test]
fn restructured_text_may_break_an_address() {
    let whole = "https://www.data.gouv.fr/fr/datasets/plan-cadastral-informatise/";
    for text in [
        "Le `plan\n<https://www.data.gouv.fr/fr/datasets/\nplan-cadastral-informatise/>`_ est libre.",
        "  <https://www.data.gouv.fr/\n  fr/datasets/\n  plan-cadastral-informatise/>`_",
        ".. _plan: https://www.data.gouv.fr/fr/datasets/\n   plan-cadastral-informatise/\n\nSuite",
    ] {
        assert_eq!(found(text)[0].2, whole, "{text}");
    }
    for text in [
        "Voir https://www.data.gouv.fr/fr/datasets/\nplan-cadastral-informatise/",
        "<https://www.data.gouv.fr/fr/datasets/\nplan cadastral>",
        "<https://www.data.gouv.fr/fr/datasets/\n\nplan>",
    ] {
        assert_eq!(kinds(text), [("search", String::new())], "{text}");
    }
}

#[test]
fn strings_of_code_may_be_put_together() {
    for text in [
        "URL = ('https://www.data.gouv.fr/fr/datasets/'\n       'a-b/')",
        "URL = (\"https://www.data.gouv.fr\"\r\n       \"/fr/datasets/a-b/\")",
        "url = (f'https://www.data.gouv.fr/fr/datasets/'\n    f'a-b/{page}')",
        "x = 'https://www.data.gouv.fr/fr/' \\\n    'datasets/a-b/'",
        "const u = 'https://www.data.gouv.fr/fr/datasets/' +\n  'a-b/';",
        "const u = \"https://www.data.gouv.fr\"\n  + \"/fr/datasets/\"\n  + \"a-b/\";",
        "$u = 'https://www.data.gouv.fr/fr/datasets/' . 'a-b/';",
        "$u = 'https://www.data.gouv.fr/fr/datasets/'\n    . 'a-b/';",
        "$u = 'https://www.data.gouv.fr'.'/fr/datasets/a-b/';",
        "$u = \"https://WWW.Data.Gouv.fr\".\"/fr/datasets/a-b/\";",
        "local u = 'https://www.data.gouv.fr/fr/datasets/' .. 'a-b/'",
        "select 'https://www.data.gouv.fr/fr/datasets/' || 'a-b/'",
        "u = \"https://www.data.gouv.fr/fr/datasets/\" <> \"a-b/\"",
        "u = \"https://www.data.gouv.fr/fr/datasets/\" & _\n  \"a-b/\"",
        "URL=\"https://www.data.gouv.fr/fr/datasets/\\\na-b/\"",
        "curl https://www.data.gouv.fr/fr/datasets/\\\na-b/ -o x",
        "let u = \"https://www.data.gouv.fr/fr/datasets/\\\n         a-b/\";",
        "let u = \"Source : https://www.data.gouv.fr/fr/datasets/\\\n         a-b/\";",
        // A notebook.
        "[\n  \"url = ('https://www.data.gouv.fr/fr/datasets/'\\n\",\n  \"       'a-b/')\\n\"\n]",
        "[\n  \"url = (\\\"https://www.data.gouv.fr/fr/datasets/\\\"\\n\",\n  \"       \\\"a-b/\\\")\\n\"\n]",
        "[\n  \"url = \\\"https://www.data.gouv.fr/fr/datasets/\\\" + \\\"a-b/\\\"\\n\"\n]",
        "\\url{https://www.data.gouv.fr/fr/datasets/a-%\n  b/}",
        "https://www.data.gouv.fr/fr/datasets/a-\nb/",
        "Voir https://www.data.gouv.fr/fr/datasets/a-\n   b/ pour la suite.",
        "Voir https://www.data.gouv.fr/fr/datasets/a-\nb\n\nSuite.",
    ] {
        assert_eq!(kinds(text), [("dataset", "a-b".to_owned())], "{text}");
    }
    let uuid = format!(
        "'https://www.data.gouv.fr/datasets/r/8b55024d-6128-'\n  '{}'",
        &UUID[14..]
    );
    assert_eq!(kinds(&uuid), [("resource", UUID.to_owned())]);
    let two = "(\n  \"https://www.data.gouv.fr/datasets/a/\"\n  \"https://www.data.gouv.fr/datasets/b/\"\n)";
    let ids: Vec<_> = found(two)
        .into_iter()
        .map(|(_, id, url)| (id, url.len()))
        .collect();
    assert_eq!(ids, [("a".to_owned(), 36), ("b".to_owned(), 36)]);
    // What is not put together stays as it is.
    for (text, kind, id) in [
        ("['https://www.data.gouv.fr/fr/datasets/',\n 'a-b']", "search", ""),
        (
            "\"https://www.data.gouv.fr/fr/datasets/\"\n\"a-b\"\n",
            "search",
            "",
        ),
        ("'https://www.data.gouv.fr/fr/datasets/' + slug", "search", ""),
        (
            "\"https://www.data.gouv.fr/fr/datasets/a\"\n  \"Un titre\"",
            "dataset",
            "a",
        ),
        (
            "Lire 'https://www.data.gouv.fr/datasets/a'. 'Fin'",
            "dataset",
            "a",
        ),
        (
            "{\"a\": \"https://www.data.gouv.fr/datasets/a\",\n  \"b\": 1}",
            "dataset",
            "a",
        ),
        ("https://www.data.gouv.fr/datasets/a\\\nsuite", "dataset", "a"),
        (
            "curl https://www.data.gouv.fr/datasets/a \\\n  -o b",
            "dataset",
            "a",
        ),
        (
            "https://www.data.gouv.fr/datasets/a-\nsuite du texte",
            "template",
            "",
        ),
        (
            "\"\"https://www.data.gouv.fr/datasets/a\"\", \"\"b\"\"",
            "dataset",
            "a",
        ),
        (
            "\"https://www.data.gouv.fr/datasets/comptes-\" + annee",
            "template",
            "",
        ),
    ] {
        assert_eq!(kinds(text), [(kind, id.to_owned())], "{text}");
    }
}

#[test]
fn placeholders_are_never_objects() {
    for id in [
        "{dataset_id}",
        "{DATASET_ID}",
        "{resource.dataset_id}",
        "{{ dataset.id }}",
        "{}",
        "{0}",
        "{row[\"id\"]}",
        "${id}",
        "${{ env.ID }}",
        "$id",
        "$(id)",
        "#{slug}",
        "%s",
        "%(id)s",
        "%d",
        "<dataset-id>",
        "<votre jeu>",
        "&lt;slug&gt;",
        "<%= id %>",
        "<?= $id ?>",
        "…",
        "...",
        ":id",
        "[id]",
        "[...slug]",
        "*",
        "DATASET_ID",
        "MY-DATASET",
        "dataset_id",
        "xxx",
        "XXXX",
        "%7Bid%7D",
        "comptes-",
        "base-adre…",
        "base-adre...",
        "slug",
    ] {
        for before in [
            "fr/datasets/",
            "api/1/datasets/",
            "api/2/datasets/",
            "reuses/",
            "api/1/organizations/",
        ] {
            let text = format!("\"https://www.data.gouv.fr/{before}{id}\"");
            assert_eq!(kinds(&text), [("template", String::new())], "{text}");
        }
    }
    for text in [
        "https://www.data.gouv.fr/datasets/r/{id}",
        "https://www.data.gouv.fr/api/2/datasets/resources/{resource_id}/",
        "https://www.data.gouv.fr/datasets/r/00000000-0000-0000-0000-000000000000",
        "https://explore.data.gouv.fr/fr/resources/${uuid}",
        "https://tabular-api.data.gouv.fr/api/resources/{RESOURCE_ID}/profile/",
        "https://static.data.gouv.fr/resources/{slug}/20250407-054928/x.csv",
        "https://transport.data.gouv.fr/datasets/<slug>",
        "https://schema.data.gouv.fr/schemas/{org}/{name}/latest/schema.json",
    ] {
        assert_eq!(kinds(text), [("template", String::new())], "{text}");
    }
    // The object is whole; the placeholder stands elsewhere.
    for text in [
        "https://www.data.gouv.fr/datasets/a-b/{tab}",
        "https://www.data.gouv.fr/datasets/a-b?resource_id={id}",
        "https://www.data.gouv.fr/datasets/a-b/<br/>",
        "https://www.data.gouv.fr/datasets/a-b<strong>",
    ] {
        assert_eq!(kinds(text), [("dataset", "a-b".to_owned())], "{text}");
    }
}

#[test]
fn names_and_other_hosts_are_no_links() {
    for text in [
        "Le site data.gouv.fr ne permet pas",
        "sur Data.gouv.fr.",
        "www.data.gouv.fr",
        "mailto:eig@data.gouv.fr",
        "eig@data.gouv.fr/datasets/a-b",
        "https://github.com/etalab/data.gouv.fr/issues/2048",
        "https://github.com/etalab/schema.data.gouv.fr/datasets/a-b",
        "git@github.com/datagouv/data.gouv.fr/datasets/a",
        "https://web.archive.org/web/2020/https://www.data.gouv.fr/fr/datasets/a-b/",
        "https://opendata.gouv.fr/datasets/a-b",
        "https://demo-data.gouv.fr/datasets/a-b",
        "https://data.gouv.fr.example.org/datasets/a-b",
        "https://www.data.gouv.free/datasets/a-b",
        "ftp://www.data.gouv.fr/datasets/a-b",
        "cd data.gouv.fr/scripts",
        "~/data.gouv.fr/datasets/a-b",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn places_are_those_of_the_address() {
    let text = format!("é https://www.data.gouv.fr/datasets/r/{UUID}\n//data.gouv.fr/datasets/a-b");
    let starts: Vec<_> = links(&text)
        .iter()
        .map(|link| &text[link.start..link.start + 8])
        .collect();
    assert_eq!(starts, ["https://", "//data.g"]);
}

/// Quadratic work would take minutes here.
#[test]
fn hostile_texts_cost_little() {
    for unit in [
        "https://www.data.gouv.fr/",
        "data.gouv.fr",
        "https://www.data.gouv.fr/datasets/{",
        "<https://www.data.gouv.fr/\na/",
        ".data.gouv.fr/",
        "https%3A%2F%2Fdata.gouv.fr%2F",
        "https://www.data.gouv.fr/datasets/&lt;a",
        "'https://www.data.gouv.fr/'\n  ",
        "'https://www.data.gouv.fr/' + ",
        "\"https://www.data.gouv.fr/\\\n",
        "vvvvvvvv",
    ] {
        let text = unit.repeat((1 << 17) / unit.len());
        assert!(links(&text).len() <= text.len() / unit.len(), "{unit}");
    }
}

proptest! {
    #[test]
    fn any_text_gives_links_that_stand_in_it(
        text in "(\\PC{0,12}|https?://|//|[<>{}$#%&;:/\\\\\n +.'\"()\\[\\]*_~|-]{0,4}|(www\\.|demo\\.|static\\.)?data\\.gouv\\.fr|/fr/datasets/|/api/1/|a-b|\u{e000}){0,14}"
    ) {
        let mut last = 0;
        for link in links(&text) {
            prop_assert!(text.is_char_boundary(link.start) && link.start >= last);
            last = link.start;
            prop_assert!(!link.url.contains('\n') && link.url.len() < 3_000);
            if let Some(key) = &link.target.key {
                prop_assert!(!link.target.kind.as_str().contains("template"));
                prop_assert_eq!(key.to_string().parse(), Ok(key.clone()));
            }
        }
    }
}

#[test]
fn a_catalogue_of_translations_breaks_addresses_over_its_lines() {
    for (text, id) in [
        (
            "msgid \"\"\n\"Voir `les ports <https://www.data.gouv.fr/datasets/liste-des-ports-\"\n\"donnees/>`__\"\n",
            Some("liste-des-ports-donnees"),
        ),
        (
            "msgid \"\"\n\"Voir `les ports <https://www.data.gouv.fr/datasets/\"\n\"liste-des-ports/>`__ et la suite\"\n",
            Some("liste-des-ports"),
        ),
        (
            "msgid \"\"\r\n\"Voir https://www.data.gouv.fr/datasets/liste-des-\"\r\n\"ports et la suite\"\r\n",
            Some("liste-des-ports"),
        ),
        ("\"https://www.data.gouv.fr/datasets/\"\n\"ports\"\n", None),
        (
            "\"https://www.data.gouv.fr/datasets/ports\"\n\"suite\"\n",
            Some("ports"),
        ),
    ] {
        let found = links(text);
        assert_eq!(found[0].target.id(), id, "{text}");
    }
}
