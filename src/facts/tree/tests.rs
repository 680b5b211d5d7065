// SPDX-FileCopyrightText: 2026 Vigie contributors
// SPDX-License-Identifier: Apache-2.0

use proptest::prelude::*;

use super::{Node, Spot, Value, json, yaml};
use crate::facts::decode::{Text, decode};

fn text(content: &str) -> Text {
    decode(content.into()).expect("the content is a text")
}

fn spot(line: u32, column: u32) -> Spot {
    Spot { line, column }
}

#[test]
fn every_value_knows_its_place() {
    let documents = yaml(&text("a: 1\nb:\n  - 'x'\n  - {c: true}\n")).unwrap();
    let root = &documents.as_slice()[0];
    assert_eq!(root.get("a").unwrap().spot, spot(1, 4));
    let items = root.get("b").unwrap().items();
    assert_eq!(items[0].spot, spot(3, 5));
    assert_eq!(items[1].get("c").unwrap().spot, spot(4, 9));
    assert_eq!(root.entries()[1].spot, spot(2, 1));
    let root = json(&text("{\"é\": 1,\n \"b\": [null, {\"c\": \"\\u00e9\"}]}")).unwrap();
    assert_eq!(root.get("é").unwrap().spot, spot(1, 7));
    assert_eq!(
        root.get("b").unwrap().items()[1].get("c").unwrap().spot,
        spot(2, 20)
    );
    assert_eq!(
        root.get("b").unwrap().items()[1].get("c").unwrap().text(),
        Some("é")
    );
}

#[test]
fn plain_scalars_follow_the_core_schema() {
    let root = yaml(&text(
        "a: 1\nb: 1.5\nc: yes\nd: ~\ne: 2020-01-02\nf: '1'\ng: 1.2.3\nh: 0x1F\ni: .\nj: True\nk: !reference [x]\n",
    ))
    .unwrap();
    let root = &root.as_slice()[0];
    let is = |key: &str| &root.get(key).unwrap().value;
    assert!(matches!(is("a"), Value::Number(n) if n == "1"));
    assert!(matches!(is("b"), Value::Number(_)));
    assert!(matches!(is("c"), Value::Text(_)));
    assert!(matches!(is("d"), Value::Null));
    assert!(matches!(is("e"), Value::Text(_)));
    assert!(matches!(is("f"), Value::Text(_)));
    assert!(matches!(is("g"), Value::Text(_)));
    assert!(matches!(is("h"), Value::Number(_)));
    assert!(matches!(is("i"), Value::Text(_)));
    assert!(matches!(is("j"), Value::Bool(true)));
    assert_eq!(root.get("k").unwrap().tag.as_deref(), Some("reference"));
}

#[test]
fn aliases_share_and_merges_complete() {
    let root = yaml(&text(
        "base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\nagain: *b\n",
    ))
    .unwrap();
    let root = &root.as_slice()[0];
    let used = root.get("use").unwrap();
    assert_eq!(used.get("x").unwrap().scalar(), Some("1"));
    assert_eq!(used.get("y").unwrap().scalar(), Some("3"));
    assert_eq!(root.get("again").unwrap().get("x").unwrap().scalar(), Some("1"));
}

#[test]
fn a_bomb_of_aliases_costs_nothing() {
    let mut bomb = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        let one = format!("*a{}", level - 1);
        let nine = [one.as_str(); 9].join(", ");
        bomb = format!("{bomb}a{level}: &a{level} [{nine}]\n");
    }
    let root = yaml(&text(&bomb)).unwrap();
    assert_eq!(root.as_slice()[0].entries().len(), 40);
    assert!(root.as_slice()[0].duplicates(10).is_empty());
}

#[test]
fn trouble_has_a_place_or_is_a_limit() {
    let broken = yaml(&text("a: 1\nb: [1, 2\nc: 3\n")).unwrap_err();
    assert!(broken.broken && broken.spot.is_some(), "{broken:?}");
    let broken = json(&text("{\"a\": 1,\n}")).unwrap_err();
    assert_eq!(broken.spot, Some(spot(2, 1)));
    let deep = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    assert!(!json(&text(&deep)).unwrap_err().broken);
    assert!(!yaml(&text(&deep)).unwrap_err().broken);
    assert!(json(&text(&"[".repeat(100_000))).is_err());
    assert!(yaml(&text(&"[".repeat(100_000))).is_err());
    assert!(!yaml(&text(&"a: b\n".repeat(200_000))).unwrap_err().broken);
    assert!(yaml(&text("# nothing\n")).unwrap_err().broken);
}

#[test]
fn duplicates_are_told_at_their_second_place() {
    let root = json(&text("{\"a\": 1,\n\"a\": 2, \"b\": {\"c\": 1, \"c\": 1}}")).unwrap();
    assert_eq!(
        root.duplicates(10),
        [("a".to_owned(), spot(2, 1)), ("c".to_owned(), spot(2, 23))]
    );
}

/// A tree as `serde_json` would hold it, the last of equal keys winning.
fn plain(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null | Value::Opaque => serde_json::Value::Null,
        Value::Bool(truth) => (*truth).into(),
        Value::Number(number) => serde_json::from_str(number).unwrap(),
        Value::Text(text) => text.as_str().into(),
        Value::List(items) => items.iter().map(|item| plain(item)).collect(),
        Value::Map(entries) => entries
            .iter()
            .map(|entry| (entry.name.clone(), plain(&entry.node)))
            .collect(),
    }
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i32>().prop_map(Into::into),
        ".*".prop_map(serde_json::Value::String),
    ];
    leaf.prop_recursive(4, 64, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            prop::collection::btree_map(".{0,8}", inner, 0..6)
                .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn json_is_read_as_serde_reads_it(value in any_json(), pretty in any::<bool>()) {
        let written = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
        if let Some(text) = decode(written.unwrap().into_bytes()) {
            prop_assert_eq!(plain(&json(&text).unwrap()), value);
        }
    }

    #[test]
    fn places_exist_in_the_text(content in "[\\[\\]{}:,\"'a-c \n&*!<0-9#|>-]{0,200}") {
        let text = text(&format!(" {content}"));
        let lines = u32::try_from(text.as_str().split('\n').count()).unwrap();
        for node in yaml(&text).map(crate::model::NonEmpty::into_vec).unwrap_or_default() {
            let mut next = vec![&*node];
            let mut budget = 1_000;
            while let Some(node) = next.pop() {
                budget -= 1;
                if budget == 0 { break; }
                prop_assert!(node.spot.line >= 1 && node.spot.line <= lines + 1);
                next.extend(node.items().iter().map(|item| &**item));
                next.extend(node.entries().iter().map(|entry| &*entry.node));
            }
        }
        let _ = json(&text);
    }
}
