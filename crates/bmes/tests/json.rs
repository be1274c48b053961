//! Metadata as tools print it.
#![cfg(feature = "serde")]

mod common;

use common::rich;
use parbake_bmes::{Digest, Kind};
use serde_json::{json, to_value};

#[test]
fn names_and_numbers_are_spelled_as_on_this_list() {
    let value = to_value(rich()).unwrap();
    assert_eq!(
        value["requests"][1],
        json!({
            "specifier": "./data.json",
            "attributes": [["type", "json"]],
            "phase": "evaluation",
            "line": 2,
            "column": 15,
        })
    );
    assert_eq!(value["imports"][0]["import_name"], json!({ "name": "default" }));
    assert_eq!(value["imports"][1]["import_name"], json!("namespace"));
    assert_eq!(value["dynamic_imports"][0], json!({ "specifier": "./lazy.js", "module_type": "javascript" }));
    assert_eq!(value["commonjs"]["reexports"], json!(["./a.js"]));
}

#[test]
fn one_spelling_in_json_and_in_text() {
    for &kind in Kind::ALL {
        assert_eq!(to_value(kind).unwrap(), json!(kind.name()));
    }
    assert_eq!(to_value(Digest::of(b"x")).unwrap(), json!(Digest::of(b"x").to_string()));
}
