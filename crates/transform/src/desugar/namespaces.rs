//! Namespaces: each declaration becomes a function that is called at once with the namespace's object.
//!
//! An exported variable is a property of that object, and every use of it reads or writes the property; other exports are
//! what they were, and become properties where they are declared (TypeScript handbook, "Namespaces").

use oxc_ast::ast::{
    BindingIdentifier, BindingPattern, BindingProperty, Declaration, ExportDeclaration, Program, Statement,
    TSImportEqualsDeclaration, TSModuleBlock, TSNamespaceDeclaration, TSNamespaceDeclarationBody, VariableDeclaration,
};
use oxc_ast_visit::{Visit, walk};
use oxc_semantic::{Scoping, SymbolFlags, SymbolId};
use oxc_span::{GetSpan as _, Span};
use oxc_syntax::scope::ScopeId;
use rustc_hash::{FxHashMap, FxHashSet};

use super::Desugarer;
use crate::edits::Part;
use crate::erase::has_values;

/// What is known of the program's namespaces.
#[derive(Default)]
pub(super) struct Namespaces {
    pub scoping: Option<Scoping>,
    /// What each namespace exports in all of its declarations, by its path (`A.B`).
    exports: FxHashMap<String, FxHashSet<String>>,
    /// Exported variables, and the property that each is.
    properties: FxHashMap<SymbolId, String>,
    /// Namespaces whose variable is declared.
    declared: FxHashSet<SymbolId>,
    /// The declarations around the place, outermost first.
    around: Vec<Around>,
}

struct Around {
    path: String,
    /// The variable that holds the namespace's object.
    object: String,
    scope: Option<ScopeId>,
}

impl Namespaces {
    pub(super) fn of(program: &Program<'_>) -> Self {
        let mut finder = Exports::default();
        finder.visit_program(program);
        if finder.exports.is_empty() {
            return Self::default();
        }
        let semantic = oxc_semantic::SemanticBuilder::new().build(program).semantic;
        Self { scoping: Some(semantic.into_scoping()), exports: finder.exports, ..Self::default() }
    }

    /// What a name means in a namespace, if that is a property of the namespace's object.
    pub(super) fn property(&self, name: &str, symbol: Option<SymbolId>) -> Option<String> {
        if let Some(property) = symbol.and_then(|symbol| self.properties.get(&symbol)) {
            return Some(property.clone());
        }
        let scoping = self.scoping.as_ref()?;
        for around in self.around.iter().rev() {
            let is_inside = |symbol| {
                around.scope.is_some_and(|scope| {
                    let declared = scoping.symbol_scope_id(symbol);
                    declared == scope || scoping.scope_is_descendant_of(declared, scope)
                })
            };
            if symbol.is_some_and(is_inside) {
                return None;
            }
            if self.exports.get(&around.path).is_some_and(|names| names.contains(name)) {
                return Some(format!("{}.{name}", around.object));
            }
        }
        None
    }
}

impl Desugarer<'_> {
    /// A namespace declared at the top of the program or of another namespace. `whole` is the statement.
    pub(super) fn namespace(&mut self, namespace: &TSNamespaceDeclaration<'_>, whole: Span, exported: bool) {
        if namespace.declare || !has_values(namespace) {
            return self.edits.remove(whole);
        }
        let mut parts = Vec::new();
        self.open(namespace, exported, &mut parts);
        self.edits.replace(whole, parts);
    }

    fn open(&mut self, namespace: &TSNamespaceDeclaration<'_>, exported: bool, parts: &mut Vec<Part>) {
        let name = namespace.id.name.as_str();
        let outer = self.namespaces.around.last().map(|around| around.object.clone());
        let keyword = if exported && outer.is_none() { "export var" } else { "var" };
        if self.needs_variable(namespace) {
            parts.push(Part::Text(format!("{keyword} {name}; ")));
        }
        let object = self.names.next("space");
        parts.push(Part::Text(format!("(function ({object}) {{")));
        let path = match self.namespaces.around.last() {
            Some(around) => format!("{}.{name}", around.path),
            None => name.to_owned(),
        };
        self.namespaces.around.push(Around { path, object, scope: namespace.scope_id.get() });
        match &namespace.body {
            TSNamespaceDeclarationBody::TSNamespaceDeclaration(inner) => self.open(inner, true, parts),
            TSNamespaceDeclarationBody::TSModuleBlock(block) => {
                self.block(block);
                parts.push(Part::Range(Span::new(block.span.start + 1, block.span.end - 1)));
            }
        }
        self.namespaces.around.pop();
        let argument = match outer.filter(|_| exported) {
            Some(outer) => format!("{name} = {outer}.{name} || ({outer}.{name} = {{}})"),
            None => format!("{name} || ({name} = {{}})"),
        };
        parts.push(Part::Text(format!("\n}})({argument});")));
    }

    /// The first declaration of a name declares its variable, unless a class, function or enum does.
    fn needs_variable(&mut self, namespace: &TSNamespaceDeclaration<'_>) -> bool {
        let (Some(scoping), Some(symbol)) = (&self.namespaces.scoping, namespace.id.symbol_id.get()) else {
            return true;
        };
        let is_other =
            scoping.symbol_flags(symbol).intersects(SymbolFlags::Class | SymbolFlags::Function | SymbolFlags::Enum);
        self.namespaces.declared.insert(symbol) && !is_other
    }

    fn block(&mut self, block: &TSModuleBlock<'_>) {
        // Names mean properties before their declaration is met, too.
        for statement in &block.body {
            if let Statement::ExportDeclaration(export) = statement {
                self.name_properties(&export.declaration);
            }
        }
        for statement in &block.body {
            match statement {
                Statement::ExportDeclaration(export) => self.exported(export),
                Statement::TSImportEqualsDeclaration(alias) => self.alias(alias, alias.span, None),
                _ => self.visit_statement(statement),
            }
        }
    }

    fn object(&self) -> String {
        self.namespaces.around.last().map(|around| around.object.clone()).unwrap_or_default()
    }

    fn name_properties(&mut self, declaration: &Declaration<'_>) {
        let object = self.object();
        let mut names = Bindings::default();
        match declaration {
            Declaration::VariableDeclaration(variables) => names.visit_variable_declaration(variables),
            Declaration::TSImportEqualsDeclaration(alias) => names.visit_binding_identifier(&alias.id),
            _ => return,
        }
        for (symbol, name) in names.found {
            self.namespaces.properties.insert(symbol, format!("{object}.{name}"));
        }
    }

    fn exported(&mut self, export: &ExportDeclaration<'_>) {
        let name = match &export.declaration {
            Declaration::VariableDeclaration(variables) => return self.variables(variables, export.span),
            Declaration::TSImportEqualsDeclaration(alias) => {
                let object = self.object();
                return self.alias(alias, export.span, Some(&object));
            }
            Declaration::TSNamespaceDeclaration(inner) => return self.namespace(inner, export.span, true),
            Declaration::FunctionDeclaration(it) if it.body.is_some() && !it.declare => it.id.as_ref(),
            Declaration::ClassDeclaration(it) if !it.declare => it.id.as_ref(),
            Declaration::TSEnumDeclaration(it) if !it.declare => Some(&it.id),
            _ => return self.edits.remove(export.span),
        };
        let start = export.declaration.span().start;
        if start > export.span.start {
            self.edits.remove(Span::new(export.span.start, start));
        }
        self.visit_declaration(&export.declaration);
        if let Some(name) = name {
            let object = self.object();
            self.edits.insert(export.span.end, format!(" {object}.{0} = {0};", name.name));
        }
    }

    fn variables(&mut self, variables: &VariableDeclaration<'_>, whole: Span) {
        let mut parts = Vec::new();
        for declarator in variables.declarations.iter().filter(|_| !variables.declare) {
            let Some(value) = &declarator.init else { continue };
            if !parts.is_empty() {
                parts.push(Part::Text(", ".to_owned()));
            }
            let is_pattern = !matches!(declarator.id, BindingPattern::BindingIdentifier(_));
            parts.push(Part::Text(if is_pattern { "(" } else { "" }.to_owned()));
            parts.push(Part::Range(declarator.id.span()));
            parts.push(Part::Text(" = ".to_owned()));
            parts.push(Part::Range(value.span()));
            parts.push(Part::Text(if is_pattern { ")" } else { "" }.to_owned()));
            Targets(self).visit_binding_pattern(&declarator.id);
            self.visit_expression(value);
        }
        parts.push(Part::Text(";".to_owned()));
        self.edits.replace(whole, parts);
    }

    /// `import A = B.C`, where `object` is that of the namespace that exports it.
    fn alias(&mut self, alias: &TSImportEqualsDeclaration<'_>, whole: Span, object: Option<&str>) {
        let is_used = match (&self.namespaces.scoping, alias.id.symbol_id.get()) {
            (Some(scoping), Some(symbol)) => {
                object.is_some() || scoping.get_resolved_references(symbol).any(|reference| !reference.is_type())
            }
            _ => true,
        };
        if !is_used || alias.import_kind.is_type() {
            return self.edits.remove(whole);
        }
        let name = alias.id.name.as_str();
        let head = object.map_or_else(|| format!("var {name} = "), |object| format!("{object}.{name} = "));
        let meant = Part::Range(alias.module_reference.span());
        walk::walk_ts_module_reference(self, &alias.module_reference);
        self.edits.replace(whole, vec![Part::Text(head), meant, Part::Text(";".to_owned())]);
    }
}

/// Turns the names of a declared pattern into properties.
struct Targets<'b, 'a>(&'b mut Desugarer<'a>);

impl<'a> Visit<'a> for Targets<'_, '_> {
    fn visit_binding_property(&mut self, it: &BindingProperty<'a>) {
        if it.shorthand {
            self.0.edits.insert(
                it.span.start,
                format!("{}: ", &self.0.text[it.key.span().start as usize..it.key.span().end as usize]),
            );
            return self.visit_binding_pattern(&it.value);
        }
        if it.computed {
            self.0.visit_property_key(&it.key);
        }
        self.visit_binding_pattern(&it.value);
    }

    fn visit_binding_identifier(&mut self, it: &BindingIdentifier<'a>) {
        if let Some(property) = self.0.namespaces.property(&it.name, it.symbol_id.get()) {
            self.0.edits.put(it.span, property);
        }
    }

    fn visit_expression(&mut self, it: &oxc_ast::ast::Expression<'a>) {
        self.0.visit_expression(it);
    }
}

/// The names that a declaration binds.
#[derive(Default)]
struct Bindings {
    found: Vec<(SymbolId, String)>,
}

impl<'a> Visit<'a> for Bindings {
    fn visit_binding_identifier(&mut self, it: &BindingIdentifier<'a>) {
        self.found.extend(it.symbol_id.get().map(|symbol| (symbol, it.name.to_string())));
    }

    fn visit_expression(&mut self, _: &oxc_ast::ast::Expression<'a>) {}
}

/// Collects what namespaces export.
#[derive(Default)]
struct Exports {
    exports: FxHashMap<String, FxHashSet<String>>,
    path: String,
}

impl<'a> Visit<'a> for Exports {
    fn visit_ts_namespace_declaration(&mut self, it: &TSNamespaceDeclaration<'a>) {
        if it.declare || !has_values(it) {
            return;
        }
        let outer = self.path.clone();
        if !outer.is_empty() {
            self.path.push('.');
        }
        self.path.push_str(&it.id.name);
        let path = self.path.clone();
        let mut names = FxHashSet::default();
        match &it.body {
            TSNamespaceDeclarationBody::TSNamespaceDeclaration(inner) => {
                names.insert(inner.id.name.to_string());
                self.visit_ts_namespace_declaration(inner);
            }
            TSNamespaceDeclarationBody::TSModuleBlock(block) => {
                for statement in &block.body {
                    if let Statement::ExportDeclaration(export) = statement {
                        names.extend(exported_names(&export.declaration));
                    }
                }
                walk::walk_ts_module_block(self, block);
            }
        }
        self.exports.entry(path).or_default().extend(names);
        self.path = outer;
    }
}

fn exported_names(declaration: &Declaration<'_>) -> Vec<String> {
    match declaration {
        Declaration::VariableDeclaration(it) if !it.declare => {
            let names = it.declarations.iter().flat_map(|declarator| declarator.id.get_binding_identifiers());
            names.map(|id| id.name.to_string()).collect()
        }
        Declaration::TSTypeAliasDeclaration(_) | Declaration::TSInterfaceDeclaration(_) => Vec::new(),
        _ if declaration.declare() => Vec::new(),
        _ => declaration.id().map(|id| id.name.to_string()).into_iter().collect(),
    }
}
