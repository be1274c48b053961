//! Checking an entry and asking it questions allocates nothing.

mod common;

use allocation_counter::measure;
use common::{full, rich, samples, tag};
use parbake_bmes::{ImportName, Metadata, Phase, validate};

#[test]
fn validation_does_not_allocate() {
    for (name, entry) in samples() {
        let tag = tag();
        let count = measure(|| assert!(validate(&entry, &tag).is_ok())).count_total;
        assert_eq!(count, 0, "{name}");
    }
}

#[test]
fn refusal_does_not_allocate() {
    for (name, mut entry) in samples() {
        entry[30] ^= 1;
        let tag = tag();
        let count = measure(|| assert!(validate(&entry, &tag).is_err())).count_total;
        assert_eq!(count, 0, "{name}");
    }
}

#[test]
fn what_a_module_imports_is_answered_without_allocation() {
    let bytes = full(&rich());
    let view = validate(&bytes, &tag()).unwrap().metadata().unwrap();
    let mut seen = 0;
    let count = measure(|| {
        let requests = view.requests().filter(|request| request.phase == Phase::Evaluation);
        seen += requests.map(|request| request.specifier.len() + request.attributes().len()).sum::<usize>();
        seen += view.imports().filter(|import| import.import_name == ImportName::Namespace).count();
        seen += view.local_exports().map(|export| export.export_name.len()).sum::<usize>();
        seen += view.indirect_exports().len() + view.star_exports().len() + view.dynamic_imports().len();
        seen += view.commonjs().map_or(0, |names| names.exports().count() + names.reexports().count());
    });
    assert_eq!(count.count_total, 0);
    assert_eq!(seen, "./a.js./data.json".len() + 1 + 1 + "defaultb".len() + 2 + 2 + 2 + 3);
}

#[test]
fn the_counter_counts() {
    let bytes = full(&rich());
    let view = validate(&bytes, &tag()).unwrap().metadata().unwrap();
    let mut owned = Metadata::default();
    assert!(measure(|| owned = view.to_owned()).count_total > 0);
    assert_eq!(owned, rich());
}
