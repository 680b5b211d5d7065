// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

//! Links that visitors read: in pages, in texts of translations, in markup that programs write. What a visitor may follow no
//! program fetches there, so that it says nothing of where the project's data comes from.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::{LinkKind, own_regex};
use crate::opendata::Found;

/// Ends of files of markup. Of what stands between its marks, templates may make other files than pages.
const MARKUP: &[&str] = &[
    "astro", "eex", "haml", "heex", "htm", "html", "leex", "mustache", "php", "phtml", "pug", "slim",
    "svelte", "vue", "xhtml",
];

/// Ends of templates: the end before it tells of what.
const TEMPLATES: &[&str] = &[
    "ejs", "erb", "hbs", "j2", "jinja", "jinja2", "liquid", "njk", "twig",
];

/// Ends of programs that hold markup.
const PROGRAMS_OF_PAGES: &[&str] = &["jsx", "tsx"];

/// Folders of translations.
const TRANSLATIONS: &[&str] = &[
    "i18n",
    "l10n",
    "lang",
    "langs",
    "locale",
    "locales",
    "translation",
    "translations",
];

/// Ends of files that hold texts there.
const TEXTS: &[&str] = &[
    "ini",
    "js",
    "json",
    "json5",
    "mjs",
    "php",
    "properties",
    "toml",
    "ts",
    "yaml",
    "yml",
];

/// Ends of files that hold translations wherever they lie.
const TRANSLATED: &[&str] = &["arb", "po", "pot", "resx", "xlf", "xliff"];

/// Settings of sites whose menus and links visitors follow.
const SITES: &[&str] = &["_quarto.yml", "mkdocs.yaml", "mkdocs.yml", "zensical.toml"];

/// Folders of what a site writes into its pages, and of what forges show to whoever opens an issue.
const SHOWN_FOLDERS: &[&str] = &[
    "_data",
    "discussion_template",
    "issue_template",
    "issue_templates",
    "merge_request_templates",
    "pull_request_template",
];

/// Ends of files of settings and of data that no program runs.
const SETTINGS: &[&str] = &["json", "json5", "toml", "yaml", "yml"];

/// Documents that hold their own programs, which read data; no mark tells where those stand.
const MIXED: &[&str] = &["qmd", "rmd"];

/// Tags whose `href` no visitor follows.
const FETCHING: &[&str] = &["base", "image", "link", "script", "use"];

/// Most bytes before a link that are looked at.
const BEFORE: usize = 400;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Texts of a translation.
    Texts,
    /// A page, with its programs.
    Page,
    /// A program that writes a page.
    ProgramOfPage,
    /// A notebook, with its cells of code.
    Notebook,
    /// Anything else.
    Program,
}

/// A file that may show its links to visitors.
pub(super) struct Page<'a> {
    source: &'a str,
    kind: Kind,
    /// Where programs stand in a page.
    programs: Vec<Range<usize>>,
    /// Whether those programs run where the page is made, and not where it is read.
    served: bool,
}

impl<'a> Page<'a> {
    /// `None` for what mixes programs and texts.
    pub(super) fn of(path: &str, source: &'a str) -> Option<Self> {
        let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
        let lower = name.to_lowercase();
        let (stem, end) = lower.rsplit_once('.').unwrap_or((&lower, ""));
        // `messages_fr.properties`, `translations.json`.
        let first = stem
            .split(|c: char| !c.is_alphanumeric())
            .next()
            .unwrap_or_default();
        let translation = || {
            matches!(first, "messages" | "traductions" | "translation" | "translations")
                || folders
                    .split('/')
                    .any(|folder| TRANSLATIONS.contains(&&*folder.to_ascii_lowercase()))
        };
        let shown = || {
            SITES.contains(&&*lower)
                || SETTINGS.contains(&end)
                    && folders
                        .split('/')
                        .any(|folder| SHOWN_FOLDERS.contains(&&*folder.to_ascii_lowercase()))
        };
        let of_page = || match stem.rsplit_once('.') {
            Some((_, of)) => matches!(of, "html" | "htm" | "xhtml"),
            None => true,
        };
        let kind = match end {
            end if MIXED.contains(&end) => return None,
            "ipynb" => Kind::Notebook,
            end if TRANSLATED.contains(&end) || TEXTS.contains(&end) && translation() || shown() => {
                Kind::Texts
            }
            end if MARKUP.contains(&end) || TEMPLATES.contains(&end) && of_page() => Kind::Page,
            end if PROGRAMS_OF_PAGES.contains(&end) => Kind::ProgramOfPage,
            _ => Kind::Program,
        };
        Some(Self {
            source,
            kind,
            programs: match kind {
                Kind::Page => programs(source, end == "astro"),
                Kind::Notebook => cells_of_code(source),
                _ => Vec::new(),
            },
            served: matches!(end, "php" | "phtml"),
        })
    }

    /// Whether all of it is made to be read.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.kind, Kind::Texts | Kind::Page)
    }

    /// Whether a visitor reads a link.
    pub(super) fn shows(&self, link: &Found) -> bool {
        if self.kind == Kind::Texts {
            return true;
        }
        let from = (link.start.saturating_sub(BEFORE)..=link.start)
            .find(|at| self.source.is_char_boundary(*at))
            .unwrap_or(link.start);
        let before = &self.source[from..link.start];
        let program = match self.kind {
            Kind::Page | Kind::Notebook => {
                let after = self.programs.partition_point(|range| range.start <= link.start);
                after > 0 && self.programs[after - 1].contains(&link.start)
            }
            _ => true,
        };
        if self.kind == Kind::Notebook {
            return !program;
        }
        if program && is_comment(before) {
            return false;
        }
        if before.ends_with("](") || is_in_anchor(before) {
            return true;
        }
        match attribute(before) {
            Some("href") => {
                let tag = tag(before).unwrap_or_default();
                return !FETCHING.contains(&&*tag) && (!program || !link.url.contains("/api/"));
            }
            Some("to") if self.kind != Kind::Program => return true,
            // Where a site sends its visitors on; what it fetches for them is no page.
            Some("destination") if is_page(link) => return true,
            Some(_) if !program => return false,
            _ => {}
        }
        match (self.kind, program) {
            (Kind::Page, false) => true,
            (Kind::Page, true) => !self.served && is_page(link),
            (Kind::ProgramOfPage, _) => is_page(link),
            _ => false,
        }
    }
}

/// Whether an address is that of a page of the portal: programs fetch the API's answers and files.
fn is_page(link: &Found) -> bool {
    matches!(link.target.kind, LinkKind::Object(_))
        && ["www.data.gouv.fr", "data.gouv.fr", "explore.data.gouv.fr"].contains(&&*link.target.host)
        && !link.url.contains("/api/")
        && !link.url.contains("/datasets/r/")
}

/// Where the programs of a page stand, in order: scripts, and what a template computes.
fn programs(source: &str, fenced: bool) -> Vec<Range<usize>> {
    const MARKS: [(&str, &str); 4] = [("<script", "</script"), ("<?", "?>"), ("<%", "%>"), ("{%", "%}")];
    let mut found = Vec::new();
    let mut at = 0;
    if fenced && let Some(rest) = source.strip_prefix("---") {
        at = rest.find("\n---").map_or(source.len(), |end| end + 3);
        found.push(0..at);
    }
    while let Some(sign) = source[at..].find(['<', '{']) {
        let start = at + sign;
        let rest = &source.as_bytes()[start..];
        let begins = |mark: &str| {
            rest.get(..mark.len())
                .is_some_and(|head| head.eq_ignore_ascii_case(mark.as_bytes()))
        };
        let Some((_, close)) = MARKS.iter().find(|(open, _)| begins(open)) else {
            at = start + 1;
            continue;
        };
        let end = source[start..]
            .find(close)
            .map_or(source.len(), |end| start + end);
        found.push(start..end);
        at = end.max(start + 1);
    }
    found
}

/// Where a notebook holds anything but prose, in order: a cell tells its kind before its text, as every program that
/// writes notebooks has it. Where one does not, all of it may be code.
fn cells_of_code(source: &str) -> Vec<Range<usize>> {
    static KIND: LazyLock<Regex> = LazyLock::new(|| own_regex(r#""cell_type"\s*:\s*"(\w+)""#));
    let cells: Vec<(usize, bool)> = KIND
        .captures_iter(source)
        .filter_map(|found| Some((found.get(0)?.start(), &found[1] == "markdown")))
        .collect();
    // A quotation mark inside a text is escaped, so that this is a key.
    let first = cells.first().map_or(0, |(at, _)| *at);
    if cells.is_empty() || source[..first].contains("\"source\"") {
        return std::iter::once(0..source.len()).collect();
    }
    let ends = cells.iter().skip(1).map(|(at, _)| *at).chain([source.len()]);
    let code = cells.iter().zip(ends).filter(|((_, prose), _)| !prose);
    std::iter::once(0..first)
        .chain(code.map(|((start, _), end)| *start..end))
        .collect()
}

/// Whether the line of a program begins as a comment does.
fn is_comment(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
    ["#", "//", "/*", "*", "--", "{/*", "<!--"]
        .iter()
        .any(|sign| line.starts_with(sign))
}

/// What stands before the quotes and brackets that open a value.
fn before_value(before: &str) -> &str {
    before
        .trim_end_matches("&quot;")
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '`' | '{' | '(' | '\\'))
}

/// The name of the attribute, or of the property, whose value begins there, in small letters and without what binds it.
fn attribute(before: &str) -> Option<&'static str> {
    let rest = before_value(before);
    let rest = rest.strip_suffix(['=', ':'])?;
    let rest = rest.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\\'));
    let name = rest
        .rsplit(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_')))
        .next()
        .unwrap_or_default();
    Some(match &*name.to_ascii_lowercase() {
        "href" => "href",
        "to" => "to",
        "destination" | "redirect" => "destination",
        _ => "",
    })
}

/// The name of the tag among whose attributes a place is, in small letters.
fn tag(before: &str) -> Option<String> {
    let rest = &before[before.rfind('<')? + 1..];
    if rest.contains('>') {
        return None;
    }
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .unwrap_or(rest.len());
    Some(rest[..end].to_ascii_lowercase())
}

/// Whether a place is in an anchor: among its attributes, or in its words.
fn is_in_anchor(before: &str) -> bool {
    let Some(at) = before.rfind('<') else { return false };
    let mut rest = before[at + 1..].chars();
    matches!(rest.next(), Some('a' | 'A')) && rest.next().is_some_and(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use crate::facts::links_of;
    use crate::model::Bearing::{self, Code, Elsewhere, Shown};

    const PAGE: &str = "https://www.data.gouv.fr/fr/datasets/eau/";
    const FILE: &str = "https://www.data.gouv.fr/fr/datasets/r/f868cca6-8da1-4369-a78d-47463f19a9a3";

    fn of(path: &str, text: &str) -> Vec<Bearing> {
        let text = text.replace("PAGE", PAGE).replace("FILE", FILE);
        let found = links_of(path, text.into_bytes()).unwrap();
        found.into_iter().map(|link| link.bearing).collect()
    }

    #[test]
    fn a_visitor_reads_what_a_page_shows() {
        for (path, text) in [
            ("static/faq.html", "<p>Voir <a href=\"PAGE\">les données</a></p>"),
            (
                "static/faq.html",
                "<a class='fr-link'\n  href = \"FILE\"\n>ici</a>",
            ),
            ("static/faq.html", "<p>Les données sont sur PAGE</p>"),
            (
                "core/templates/a.html",
                "{% block a %}<a href=\"PAGE\">ici</a>{% endblock %}",
            ),
            ("app/views/a.html.erb", "<%= f(1) %><p>PAGE</p>"),
            ("app/views/a.erb", "<%= link_to 'Eau', href: 'PAGE' %>"),
            ("templates/a.html.twig", "<a href=\"PAGE\">Eau</a>"),
            ("vues/a.php", "<?php echo 1; ?><a href=\"PAGE\">Eau</a>"),
            ("src/A.vue", "<template><a :href=\"'FILE'\">Eau</a></template>"),
            ("src/A.vue", "<script>const liens = [{ href: 'PAGE' }]</script>"),
            ("src/A.vue", "<script>const eau = 'PAGE'</script>"),
            ("src/A.tsx", "return <Lien to=\"PAGE\">Eau</Lien>"),
            ("src/A.jsx", "linkProps={{ href: \"FILE\" }}"),
            ("src/pied.ts", "export const lien = { text: 'Eau', href: 'PAGE' }"),
            ("src/carte.js", "attribution: '&copy; <a href=\"PAGE\">Eau</a>'"),
            ("src/carte.js", "attribution: \"<a href=\\\"FILE\\\">Eau</a>\""),
            ("contenu/faq.json", "{\"texte\": \"Voir [les données](PAGE).\"}"),
            ("src/locales/fr.json", "{\"source\": \"Données : PAGE\"}"),
            ("config/locales/fr.yml", "fr:\n  source: FILE\n"),
            ("translations/fr/LC_MESSAGES/a.po", "msgstr \"PAGE\""),
            ("mkdocs.yml", "nav:\n  - Données: PAGE\n"),
            ("site/_data/liens.yml", "- titre: Eau\n  lien: PAGE\n"),
            (
                ".github/ISSUE_TEMPLATE/config.yml",
                "contact_links:\n  - name: Eau\n    url: PAGE\n",
            ),
            (
                "next.config.js",
                "redirects: async () => [{ source: '/eau', destination: 'PAGE', permanent: true }]",
            ),
            (
                "analyse.ipynb",
                "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"1\"]}, {\"cell_type\": \"markdown\", \"source\": [\"[Eau](PAGE)\"]}]}",
            ),
            ("src/main/resources/messages_fr.properties", "eau=PAGE"),
            ("web/translations.json", "{\"eau\": \"PAGE\"}"),
            ("lib/a.html.heex", "<a href=\"PAGE\">Eau</a>"),
        ] {
            assert_eq!(of(path, text), [Shown], "{path} {text}");
        }
        assert_eq!(
            of("static/faq.html", "<a href=\"PAGE\">PAGE</a>"),
            [Shown, Shown],
            "the words of an anchor too"
        );
    }

    #[test]
    fn a_program_fetches_what_it_holds() {
        for (path, text) in [
            ("index.html", "<script>fetch('FILE')</script>"),
            ("index.html", "<script src=\"FILE\"></script>"),
            ("index.html", "<link rel=\"preload\" href=\"FILE\">"),
            ("index.html", "<div data-source=\"FILE\"></div>"),
            (
                "src/A.vue",
                "<template><p/></template><script>\nconst eau = await get('FILE')\n</script>",
            ),
            ("src/A.tsx", "const eau = useSWR('FILE')"),
            ("src/A.tsx", "// PAGE\n"),
            ("src/import.php", "<?php\n$eau = 'PAGE';\n"),
            ("app/views/a.html.erb", "<%= URI.open('FILE') %>"),
            ("config/base.yml.erb", "eau: FILE\n"),
            ("src/a.astro", "---\nconst eau = await fetch('FILE')\n---\n<p/>"),
            ("src/import.py", "EAU = 'PAGE'\n"),
            ("src/import.py", "# [Eau](PAGE)\n"),
            ("src/i18n.py", "EAU = 'FILE'\n"),
            (
                "src/a.js",
                "{ href: 'https://www.data.gouv.fr/api/1/datasets/eau/' }",
            ),
            ("lang/outil.py", "EAU = 'FILE'\n"),
            ("src/messages.py", "EAU = 'FILE'\n"),
            ("analyse.ipynb", "{\"cells\": [{\"source\": [\"[Eau](PAGE)\"]}]}"),
            (
                "analyse.ipynb",
                "{\"cells\": [{\"cell_type\": \"markdown\", \"source\": []}, {\"cell_type\": \"code\", \"source\": [\"lire('FILE')\"]}]}",
            ),
            (
                "analyse.ipynb",
                "{\"cells\": [{\"source\": [\"# Eau\"], \"cell_type\": \"markdown\"}, {\"source\": [\"lire('FILE')\"], \"cell_type\": \"code\"}]}",
            ),
            ("site/_data/eau.js", "module.exports = () => lire('FILE')\n"),
            (
                "next.config.js",
                "rewrites: async () => [{ source: '/eau', destination: 'https://www.data.gouv.fr/api/1/datasets/eau/' }]",
            ),
        ] {
            assert_eq!(of(path, text), [Code], "{path} {text}");
        }
        for text in ["eau,FILE\n", "eau,<a href='PAGE'>Eau</a>\n"] {
            assert_eq!(of("a.csv", text), [Elsewhere]);
        }
    }
}
