//! What rewritten programs call. The transforms write calls of functions of one object, which stands before the program.

/// The helpers there are, by name.
const HELPERS: [(&str, &str); 11] = [
    ("decorate", include_str!("helpers/decorate.js")),
    ("decorateMetadata", include_str!("helpers/decorate_metadata.js")),
    ("decorateParam", include_str!("helpers/decorate_param.js")),
    ("defineProperty", include_str!("helpers/define_property.js")),
    ("applyDecorators", include_str!("helpers/apply_decorators.js")),
    ("applyClassDecorators", include_str!("helpers/apply_class_decorators.js")),
    ("metadataOf", include_str!("helpers/metadata_of.js")),
    ("propKey", include_str!("helpers/prop_key.js")),
    ("runInitializers", include_str!("helpers/run_initializers.js")),
    ("setFunctionName", include_str!("helpers/set_function_name.js")),
    ("setMetadata", include_str!("helpers/set_metadata.js")),
];

/// The name of the object.
pub(crate) const OBJECT: &str = "babelHelpers";

/// The declaration of the object with the helpers that `code` calls, in one line; empty where it calls none.
pub(super) fn needed_by(code: &str) -> String {
    if !code.contains(OBJECT) {
        return String::new();
    }
    let called = HELPERS.iter().filter(|(name, _)| code.contains(&format!("{OBJECT}.{name}(")));
    let helpers: Vec<String> = called.map(|(name, text)| format!("{name}: {}", one_line(text))).collect();
    if helpers.is_empty() { String::new() } else { format!("const {OBJECT} = {{ {} }};", helpers.join(", ")) }
}

/// The helper without comments and line ends: a stack shows the program's own lines.
fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join(" ")
}
