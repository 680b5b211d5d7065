// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use super::{NoDataset, declared, understand};
use crate::model::ObjectKey;

const UUID: &str = "8b55024d-6128-4fef-ae03-08692597dd94";
const OID: &str = "5ed778e37f511ace8ecc755a";

/// Kind and identifier.
fn of(url: &str) -> (&'static str, String) {
    let target = understand(url).unwrap_or_else(|| panic!("{url}"));
    (target.kind.as_str(), target.id().unwrap_or_default().to_owned())
}

#[test]
fn every_form_of_a_dataset() {
    for (path, id) in [
        ("datasets/a-b", "a-b"),
        ("fr/datasets/a-b/", "a-b"),
        ("en/datasets/a-b", "a-b"),
        ("es/datasets/a-b/discussions", "a-b"),
        ("datasets/a-b/reuses_and_dataservices", "a-b"),
        ("fr/dataset/a-b", "a-b"),
        (&format!("fr/datasets/{OID}/"), OID),
        ("fr/datasets/a-b/#_", "a-b"),
        ("datasets/A-b", "a-b"),
        ("datasets/donn%C3%A9es", "donnees"),
        ("explore/a-b", "a-b"),
        ("api/1/datasets/a-b/", "a-b"),
        ("api/1/datasets/a-b", "a-b"),
        ("api/2/datasets/a-b/resources/?page=1&page_size=50", "a-b"),
    ] {
        for host in ["www.data.gouv.fr", "data.gouv.fr", "demo.data.gouv.fr"] {
            let url = format!("https://{host}/{path}");
            assert_eq!(of(&url), ("dataset", id.to_owned()), "{url}");
            let api = understand(&url).unwrap().key.unwrap().api_url();
            let host = if host.starts_with("demo") {
                host
            } else {
                "www.data.gouv.fr"
            };
            assert_eq!(api, format!("https://{host}/api/1/datasets/{id}/"));
        }
    }
    assert_eq!(of("https://explore.data.gouv.fr/fr/datasets/a-b/").0, "dataset");
    // What stands in the place of a language or a version changes nothing.
    for url in [
        "https://www.data.gouv.fr/{lang}/datasets/a-b/",
        "https://www.data.gouv.fr/${locale}/datasets/a-b",
        "https://www.data.gouv.fr/api/{v}/datasets/a-b/",
    ] {
        assert_eq!(of(url), ("dataset", "a-b".to_owned()), "{url}");
    }
    for url in [
        "https://www.data.gouv.fr/{lang}/datasets/{id}/",
        "https://www.data.gouv.fr/api/{v}/datasets/{id}/",
    ] {
        assert_eq!(of(url), ("template", String::new()), "{url}");
    }
}

#[test]
fn every_form_of_a_resource() {
    for url in [
        format!("https://www.data.gouv.fr/fr/datasets/r/{UUID}"),
        format!("https://www.data.gouv.fr/datasets/r/{}", UUID.to_uppercase()),
        format!("https://www.data.gouv.fr/api/1/datasets/r/{UUID}"),
        format!("https://www.data.gouv.fr/api/2/datasets/resources/{UUID}/"),
        format!("https://www.data.gouv.fr/api/1/datasets/a-b/resources/{UUID}/"),
        format!("https://explore.data.gouv.fr/fr/resources/{UUID}"),
        format!("https://explore.data.gouv.fr/resources/{UUID}"),
        format!("https://tabular-api.data.gouv.fr/api/resources/{UUID}/profile/"),
    ] {
        assert_eq!(of(&url), ("resource", UUID.to_owned()), "{url}");
    }
    for end in [
        format!("#/resources/{UUID}"),
        format!("#resource-{UUID}"),
        format!("#resource-community-{UUID}"),
        format!("#resource-{UUID}-un-titre"),
        format!("#/community-resources/{UUID}"),
        format!("?resource_id={UUID}"),
        format!("?q=x&resource_id={UUID}#_"),
        format!("/resources/{UUID}"),
    ] {
        let target = understand(&format!("https://www.data.gouv.fr/fr/datasets/a-b{end}")).unwrap();
        assert_eq!(target.resource.as_deref(), Some(UUID), "{end}");
        assert_eq!(target.kind.as_str(), "dataset");
        let explored = understand(&format!("https://explore.data.gouv.fr/fr/datasets/a-b{end}")).unwrap();
        assert_eq!(explored.resource.as_deref(), Some(UUID), "{end}");
    }
    for end in [
        "#/discussions",
        "#/information",
        "#_",
        "#",
        "?resource_id=1",
        "#resource-8b55024d",
    ] {
        let target = understand(&format!("https://www.data.gouv.fr/fr/datasets/a-b/{end}")).unwrap();
        assert_eq!(target.resource, None, "{end}");
    }
}

#[test]
fn files_name_the_dataset_of_their_day() {
    for url in [
        "https://static.data.gouv.fr/resources/a-b/20250407-054928/x.csv",
        "https://static.data.gouv.fr/resources/a-b/community/20250407-054928/x.csv",
        "http://www.data.gouv.fr/s/resources/a-b/20170906-150737/x.pdf",
        "https://www.data.gouv.fr/s/resources/a-b/community/20170906-150737/x.pdf",
    ] {
        let target = understand(url).unwrap();
        assert_eq!(of(url), ("static_file", "a-b".to_owned()), "{url}");
        assert!(target.is_inferred() && target.uploaded.is_some());
        assert_eq!(
            target.key.map(|key| key.api_url()),
            Some("https://www.data.gouv.fr/api/1/datasets/a-b/".to_owned())
        );
    }
    assert_eq!(
        of("https://demo-static.data.gouv.fr/resources/a-b/20250407-054928/x.csv").0,
        "static_file"
    );
    for url in [
        "https://static.data.gouv.fr/af/d6d05b9c02d08a8e8bd1a40ee98a52.csv",
        "https://www.data.gouv.fr/storage/f/2013-11-15T10-00-00/x.csv",
        "https://files.data.gouv.fr/geo-sirene/last/communes/{code}.csv",
        "https://object.files.data.gouv.fr/hydra-parquet/x.parquet",
        "https://etalab-datasets.geo.data.gouv.fr/contours-administratifs/latest/",
        "https://adresse.data.gouv.fr/data/ban/adresses/latest/csv",
    ] {
        assert_eq!(of(url), ("data_file", String::new()), "{url}");
    }
}

#[test]
fn other_objects_and_sites() {
    let cases = [
        (
            "www.data.gouv.fr/fr/organizations/data-gouv-fr/",
            "organization",
            "data-gouv-fr",
        ),
        (
            "www.data.gouv.fr/api/1/organizations/data-gouv-fr/datasets/",
            "organization",
            "data-gouv-fr",
        ),
        ("www.data.gouv.fr/fr/reuses/une-carte/", "reuse", "une-carte"),
        ("www.data.gouv.fr/dataservices/api-geo", "dataservice", "api-geo"),
        (
            "www.data.gouv.fr/api/2/topics/68b6e6dbdac745f47d4ff6e0/elements/?page=1",
            "topic",
            "68b6e6dbdac745f47d4ff6e0",
        ),
        ("www.data.gouv.fr/fr/posts/une-nouvelle/", "post", "une-nouvelle"),
        ("www.data.gouv.fr/DataSet/30378896", "legacy_dataset", "30378896"),
        (
            "www.data.gouv.fr/donnees/view/Liste-des-gares-30378896",
            "legacy_dataset",
            "30378896",
        ),
        (
            "transport.data.gouv.fr/datasets/base-adresse",
            "transport_dataset",
            "base-adresse",
        ),
        (
            "transport.data.gouv.fr/resources/80921",
            "transport_resource",
            "80921",
        ),
        ("transport.data.gouv.fr/datasets/aom/12", "subsite", ""),
        ("doc.transport.data.gouv.fr/datasets/a-b", "subsite", ""),
        (
            "schema.data.gouv.fr/etalab/schema-irve/",
            "schema",
            "etalab/schema-irve",
        ),
        (
            "schema.data.gouv.fr/schemas/etalab/schema-irve/2.0.0/schema.json",
            "schema",
            "etalab/schema-irve",
        ),
        (
            "schema.data.gouv.fr/etalab/schema-irve/latest.html",
            "schema",
            "etalab/schema-irve",
        ),
        (
            "schema.data.gouv.fr/CEREMA/registre_entrees/",
            "schema",
            "CEREMA/registre_entrees",
        ),
        ("schema.data.gouv.fr/schemas/schemas.json", "subsite", ""),
        ("api-adresse.data.gouv.fr/search/csv/", "api_service", ""),
        ("metric-api.data.gouv.fr/api/{x.lower()}s/", "api_service", ""),
        ("guides.data.gouv.fr/x", "subsite", ""),
        ("www.data.gouv.fr/", "site_root", ""),
        ("www.data.gouv.fr/fr/", "site_root", ""),
        ("www.data.gouv.fr/fr/datasets/?q=eau", "search", ""),
        ("www.data.gouv.fr/fr/datasets", "search", ""),
        ("www.data.gouv.fr/api/1/", "api_root", ""),
        ("www.data.gouv.fr/api/1/datasets/?schema=", "api_endpoint", ""),
        ("www.data.gouv.fr/api/1/datasets/licenses/", "api_endpoint", ""),
        (
            "www.data.gouv.fr/api/1/datasets/community_resources/?dataset=1",
            "api_endpoint",
            "",
        ),
        ("www.data.gouv.fr/fr/datasets/recent.atom", "feed", ""),
        (
            "www.data.gouv.fr/fr/organizations/x/datasets-resources.csv",
            "feed",
            "",
        ),
        ("www.data.gouv.fr/pages/legal/licences", "site_page", ""),
        ("www.data.gouv.fr/_themes/gouvfr/js/udata.js", "site_asset", ""),
        ("www.data.gouv.fr/datasets/r/123", "other", ""),
        ("www.data.gouv.fr/datasets/a_1", "other", ""),
    ];
    for (url, kind, id) in cases {
        assert_eq!(of(&format!("https://{url}")), (kind, id.to_owned()), "{url}");
    }
    let version = |url| understand(url).unwrap().version;
    assert_eq!(
        version("https://schema.data.gouv.fr/schemas/etalab/schema-irve/2.0.0/schema.json").as_deref(),
        Some("2.0.0")
    );
    assert_eq!(
        version("https://schema.data.gouv.fr/etalab/schema-irve/latest/documentation.html").as_deref(),
        Some("latest")
    );
}

#[test]
fn old_forms_are_told() {
    for (url, obsolete) in [
        ("https://www.data.gouv.fr/datasets/a-b", false),
        ("https://www.data.gouv.fr/datasets/a-b/", false),
        ("https://www.data.gouv.fr/api/1/datasets/a-b/", false),
        ("https://www.data.gouv.fr/fr/datasets/a-b", true),
        ("https://www.data.gouv.fr/dataset/a-b", true),
        ("https://explore.data.gouv.fr/fr/datasets/a-b", true),
        (
            "https://www.data.gouv.fr/s/resources/a-b/20170906-150737/x.pdf",
            true,
        ),
        (
            "https://static.data.gouv.fr/resources/a-b/20170906-150737/x.pdf",
            false,
        ),
        ("https://www.data.gouv.fr/DataSet/30378896", true),
        (&format!("https://www.data.gouv.fr/datasets/r/{UUID}"), false),
        (&format!("https://www.data.gouv.fr/datasets/r/{UUID}/"), true),
        (
            &format!("https://www.data.gouv.fr/api/1/datasets/r/{UUID}/"),
            true,
        ),
        (
            &format!("https://www.data.gouv.fr/api/2/datasets/resources/{UUID}/"),
            false,
        ),
        ("https://www.data.gouv.fr/fr/", false),
    ] {
        assert_eq!(understand(url).unwrap().obsolete, obsolete, "{url}");
    }
}

#[test]
fn only_one_whole_address_is_understood() {
    for text in [
        "a-b",
        "voir https://www.data.gouv.fr/datasets/a-b",
        "https://www.data.gouv.fr/datasets/a https://www.data.gouv.fr/datasets/b",
        "https://example.org/datasets/a-b",
    ] {
        assert!(understand(text).is_none(), "{text}");
    }
    let key = understand(" data.gouv.fr/datasets/a-b\n").unwrap().key;
    assert_eq!(key.as_ref().map(ObjectKey::id), Some("a-b"));
}

#[test]
fn what_people_declare_is_a_dataset_or_an_error() {
    for (text, key) in [
        ("a-b".to_owned(), "prod/dataset/a-b".to_owned()),
        (" A-b ".to_owned(), "prod/dataset/a-b".to_owned()),
        (OID.to_owned(), format!("prod/dataset/{OID}")),
        (UUID.to_owned(), format!("prod/resource/{UUID}")),
        (
            "https://www.data.gouv.fr/fr/datasets/a-b/".to_owned(),
            "prod/dataset/a-b".to_owned(),
        ),
        (
            "data.gouv.fr/datasets/a-b".to_owned(),
            "prod/dataset/a-b".to_owned(),
        ),
        (
            format!("https://www.data.gouv.fr/datasets/r/{UUID}"),
            format!("prod/resource/{UUID}"),
        ),
        (
            "https://demo.data.gouv.fr/datasets/a-b".to_owned(),
            "demo/dataset/a-b".to_owned(),
        ),
    ] {
        assert_eq!(declared(&text).map(|key| key.to_string()), Ok(key), "{text}");
    }
    for (text, why) in [
        ("not a slug!", NoDataset::Nothing),
        ("", NoDataset::Nothing),
        ("{id}", NoDataset::Nothing),
        ("https://example.org/x", NoDataset::Nothing),
        ("https://www.data.gouv.fr/datasets/{id}", NoDataset::Other),
        ("https://www.data.gouv.fr/datasets/", NoDataset::Other),
        ("https://www.data.gouv.fr/organizations/insee/", NoDataset::Other),
        ("https://www.data.gouv.fr/reuses/une-carte", NoDataset::Other),
        (
            "https://transport.data.gouv.fr/datasets/a-b",
            NoDataset::Transport,
        ),
    ] {
        assert_eq!(declared(text), Err(why), "{text}");
    }
}
