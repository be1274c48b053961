//! `exports` and `imports`: from key to target (PACKAGE_EXPORTS_RESOLVE, PACKAGE_IMPORTS_RESOLVE and
//! PACKAGE_TARGET_RESOLVE in Node's algorithm).

use std::cmp::Ordering;
use std::path::Path;
use std::sync::Arc;

use url::Url;

use super::locate::directory_url;
use super::manifest::Manifest;
use super::mapping::Mapping;
use super::search::{Place, Search};
use crate::error::{ConfigFault, Fault, Field, SpecifierFault};

/// What a target comes to. `null` ends the search, nothing lets it go on.
enum Outcome {
    Place(Place),
    Null,
    Nothing,
}

/// The key that matched, and what its `*` stands for.
struct Match<'a> {
    key: &'a str,
    star: Option<&'a str>,
}

/// One key of one mapping, being resolved.
struct Entry<'a> {
    manifest: &'a Manifest,
    field: Field,
    matched: Match<'a>,
}

impl Search<'_> {
    /// What `exports` of a package have for a subpath.
    pub(crate) fn exported(&mut self, manifest: &Arc<Manifest>, subpath: &str) -> Result<Place, Fault> {
        let exports = manifest.exports().unwrap_or(&Mapping::Null);
        let outcome = match (is_for_main_alone(exports, manifest)?, subpath) {
            (true, ".") => {
                let matched = Match { key: ".", star: None };
                self.target(&Entry { manifest, field: Field::Exports, matched }, exports)?
            }
            (true, _) => Outcome::Nothing,
            (false, _) => self.matching(manifest, Field::Exports, exports, subpath)?,
        };
        match outcome {
            Outcome::Place(place) => Ok(place),
            Outcome::Null | Outcome::Nothing => Err(Fault::PathNotExported {
                subpath: subpath.to_owned(),
                package_json: manifest.path.clone(),
                conditions: self.conditions_tried(),
            }),
        }
    }

    /// What `imports` of the package that `from` is in have for a name that begins with `#`.
    pub(crate) fn imported(&mut self, name: &str, from: &Path) -> Result<Place, Fault> {
        if name == "#" || name.ends_with('/') {
            return Err(Fault::InvalidSpecifier(SpecifierFault::ImportsName));
        }
        let scope = self.scope(from)?;
        let imports = scope.manifest.as_ref().and_then(|manifest| Some((manifest, manifest.imports()?)));
        let outcome = match imports {
            Some((manifest, imports)) => self.matching(manifest, Field::Imports, imports, name)?,
            None => Outcome::Nothing,
        };
        match outcome {
            Outcome::Place(place) => Ok(place),
            Outcome::Null | Outcome::Nothing => Err(Fault::ImportNotDefined {
                package_json: scope.manifest.as_ref().map(|manifest| manifest.path.clone()),
                conditions: self.conditions_tried(),
            }),
        }
    }

    fn conditions_tried(&self) -> Vec<String> {
        self.conditions.iter().cloned().chain(["default".to_owned()]).collect()
    }

    /// The value of the best matching key (PACKAGE_IMPORTS_EXPORTS_RESOLVE).
    fn matching(&mut self, manifest: &Manifest, field: Field, mapping: &Mapping, name: &str) -> Result<Outcome, Fault> {
        let Some(matched) = best_match(mapping, name) else { return Ok(Outcome::Nothing) };
        let Some(target) = mapping.get(matched.key) else { return Ok(Outcome::Nothing) };
        self.target(&Entry { manifest, field, matched }, target)
    }

    /// PACKAGE_TARGET_RESOLVE.
    fn target(&mut self, entry: &Entry<'_>, target: &Mapping) -> Result<Outcome, Fault> {
        match target {
            Mapping::Text(text) => self.text_target(entry, text).map(Outcome::Place),
            Mapping::Object(conditions) => self.conditional_target(entry, conditions),
            Mapping::List(targets) => self.first_target(entry, targets),
            Mapping::Null => Ok(Outcome::Null),
            Mapping::Other(_) => Err(entry.invalid_target(target)),
        }
    }

    fn conditional_target(&mut self, entry: &Entry<'_>, values: &[(String, Mapping)]) -> Result<Outcome, Fault> {
        if let Some((key, _)) = values.iter().find(|(key, _)| is_array_index(key)) {
            return Err(entry.invalid_config(ConfigFault::NumericKey { key: key.clone() }));
        }
        for (condition, value) in values {
            if condition == "default" || self.conditions.contains(condition) {
                match self.target(entry, value)? {
                    Outcome::Nothing => {}
                    decided => return Ok(decided),
                }
            }
        }
        Ok(Outcome::Nothing)
    }

    /// The first alternative that is valid and decides; the last word if none does.
    fn first_target(&mut self, entry: &Entry<'_>, targets: &[Mapping]) -> Result<Outcome, Fault> {
        let mut last = if targets.is_empty() { Ok(Outcome::Null) } else { Ok(Outcome::Nothing) };
        for target in targets {
            match self.target(entry, target) {
                Ok(Outcome::Place(place)) => return Ok(Outcome::Place(place)),
                Ok(Outcome::Null) => last = Ok(Outcome::Null),
                Ok(Outcome::Nothing) => {}
                Err(fault @ Fault::InvalidPackageTarget { .. }) => last = Err(fault),
                Err(fault) => return Err(fault),
            }
        }
        last
    }

    fn text_target(&mut self, entry: &Entry<'_>, target: &str) -> Result<Place, Fault> {
        let invalid = || entry.invalid_target(&Mapping::Text(target.to_owned()));
        let Some(within) = target.strip_prefix("./") else {
            let elsewhere = entry.field == Field::Imports
                && !target.starts_with("../")
                && !target.starts_with('/')
                && Url::parse(target).is_err();
            if !elsewhere {
                return Err(invalid());
            }
            let place = self.package(&entry.matched.fill(target), entry.manifest.directory())?;
            return Ok(match place {
                Place::Url(url, None) => Place::Url(url, Some(entry.manifest.path.clone())),
                decided => decided,
            });
        };
        if leaves_package(within) {
            return Err(invalid());
        }
        let base = directory_url(entry.manifest.directory());
        let url = base.join(target).map_err(|_| invalid())?;
        if !url.path().starts_with(base.path()) {
            return Err(invalid());
        }
        let mapped_by = Some(entry.manifest.path.clone());
        let Some(star) = entry.matched.star else { return Ok(Place::Url(url, mapped_by)) };
        if leaves_package(star) {
            return Err(Fault::InvalidSpecifier(SpecifierFault::PatternMatch {
                pattern: entry.matched.key.to_owned(),
                field: entry.field,
                package_json: entry.manifest.path.clone(),
            }));
        }
        let url = Url::parse(&entry.matched.fill(url.as_str())).map_err(|_| invalid())?;
        Ok(Place::Url(url, mapped_by))
    }
}

impl Match<'_> {
    /// `target` with every `*` replaced by what the key's `*` stands for.
    fn fill(&self, target: &str) -> String {
        match self.star {
            Some(star) => target.replace('*', star),
            None => target.to_owned(),
        }
    }
}

impl Entry<'_> {
    fn invalid_target(&self, target: &Mapping) -> Fault {
        Fault::InvalidPackageTarget {
            key: self.matched.key.to_owned(),
            target: target.to_string(),
            field: self.field,
            package_json: self.manifest.path.clone(),
        }
    }

    fn invalid_config(&self, fault: ConfigFault) -> Fault {
        Fault::InvalidPackageConfig { package_json: self.manifest.path.clone(), fault }
    }
}

/// Whether `exports` is the main entry itself, not an object of subpaths.
fn is_for_main_alone(exports: &Mapping, manifest: &Manifest) -> Result<bool, Fault> {
    let mut keys = exports.keys().map(|key| !key.starts_with('.'));
    let first = match exports {
        Mapping::Object(_) => keys.next().unwrap_or(false),
        _ => true,
    };
    if keys.any(|condition| condition != first) {
        let package_json = manifest.path.clone();
        return Err(Fault::InvalidPackageConfig { package_json, fault: ConfigFault::MixedKeys });
    }
    Ok(first)
}

/// The key that is `name`, or else the most specific pattern that matches it.
fn best_match<'a>(mapping: &'a Mapping, name: &'a str) -> Option<Match<'a>> {
    if !name.contains('*')
        && !name.ends_with('/')
        && let Some(key) = mapping.keys().find(|key| *key == name)
    {
        return Some(Match { key, star: None });
    }
    let patterns = mapping.keys().filter_map(|key| Some(Match { key, star: Some(star_in(key, name)?) }));
    patterns.reduce(|best, other| if compare_patterns(best.key, other.key).is_gt() { other } else { best })
}

/// What `*` of the pattern `key` stands for in `name`, if it matches. A pattern has one `*`.
fn star_in<'a>(key: &str, name: &'a str) -> Option<&'a str> {
    let (before, after) = key.split_once('*')?;
    if after.contains('*') || name.len() < key.len() {
        return None;
    }
    name.strip_prefix(before)?.strip_suffix(after)
}

/// The more specific pattern first: longer up to the `*`, then longer (PATTERN_KEY_COMPARE).
fn compare_patterns(a: &str, b: &str) -> Ordering {
    let base = |key: &str| key.find('*');
    base(b).cmp(&base(a)).then(b.len().cmp(&a.len()))
}

/// Whether a path has a segment that leads elsewhere: `.`, `..` or `node_modules`, in any case and encoding.
fn leaves_package(path: &str) -> bool {
    path.split(['/', '\\']).any(|segment| {
        let decoded = percent_encoding::percent_decode_str(segment).decode_utf8_lossy();
        matches!(&*decoded, "." | "..") || decoded.eq_ignore_ascii_case("node_modules")
    })
}

/// Whether a key is an array index (ECMA-262 6.1.7).
fn is_array_index(key: &str) -> bool {
    key.parse::<u32>().is_ok_and(|index| index != u32::MAX && index.to_string() == key)
}
