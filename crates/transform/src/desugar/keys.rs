//! Where decorators are evaluated, and what computed keys are kept in.

use oxc_ast::ast::{Class, ClassElement, MethodDefinitionType, PropertyDefinitionType};
use oxc_span::{GetSpan as _, Span};

use super::Desugarer;
use super::classes::{Work, decorators_of};
use super::members::{Decorated, Kind, Member, Name};
use crate::edits::Part;
use crate::rewrite::HELPERS;

/// A computed key, and what is evaluated around it.
#[derive(Debug)]
pub(super) struct Key {
    pub variable: String,
    before: Vec<Vec<Part>>,
    after: Vec<Vec<Part>>,
}

impl Key {
    /// The key with its brackets; `expression` is what stands between them.
    pub(super) fn parts(&self, expression: Span) -> Vec<Part> {
        let comma = || Part::Text(", ".to_owned());
        let mut parts = vec![Part::Text("[(".to_owned())];
        for evaluation in &self.before {
            parts.extend(evaluation.iter().cloned());
            parts.push(comma());
        }
        parts.push(Part::Text(format!("{} = {HELPERS}.propKey(", self.variable)));
        parts.extend([Part::Range(expression), Part::Text(")".to_owned())]);
        for evaluation in &self.after {
            parts.push(comma());
            parts.extend(evaluation.iter().cloned());
        }
        parts.push(Part::Text(format!(", {})]", self.variable)));
        parts
    }
}

impl Desugarer<'_> {
    /// Names everything that belongs to the members with decorators. Answers what is evaluated before the class's body.
    pub(super) fn plan(&mut self, class: &Class<'_>, work: &mut Work) -> Vec<Part> {
        let mut pending = Vec::new();
        let mut last = None;
        for element in &class.body.body {
            let start = element.span().start;
            let Some(member) = member_of(element) else { continue };
            let variable = is_computed(&member).then(|| self.names.next("key"));
            if !decorators_of(element).is_empty() {
                let decorated = self.decorated(&member, variable.as_deref(), work);
                pending.push(decorated.evaluation());
                work.members.insert(start, decorated);
                work.order.push(start);
            }
            if let Some(variable) = variable {
                work.variables.push(variable.clone());
                let before = std::mem::take(&mut pending);
                work.keys.insert(start, Key { variable, before, after: Vec::new() });
                last = Some(start);
            }
        }
        match last.and_then(|start| work.keys.get_mut(&start)) {
            Some(key) => {
                key.after = pending;
                Vec::new()
            }
            None => join(pending),
        }
    }

    fn decorated(&mut self, member: &Member<'_, '_>, variable: Option<&str>, work: &mut Work) -> Decorated {
        let name = match (member.constant_name(), variable) {
            (Some(name), _) => name,
            (None, variable) => Name::Computed { variable: variable.unwrap_or_default().to_owned() },
        };
        let list = self.names.next("list");
        let initializers = self.names.next("init");
        let extras = self.names.next("extra");
        let store = format!("#{}", self.names.next("store"));
        work.variables.push(list.clone());
        if member.kind.has_value() {
            work.variables.push(format!("{initializers} = []"));
            work.variables.push(format!("{extras} = []"));
        }
        let mut descriptor = None;
        let mut functions = String::new();
        if let Name::Private(private) = &name
            && member.kind != Kind::Field
        {
            let variable = self.names.next("descriptor");
            work.variables.push(variable.clone());
            functions = private_functions(member.kind, private, &store);
            if member.kind == Kind::Accessor {
                self.descriptors.insert(store.clone(), variable.clone());
            }
            descriptor = Some(variable);
        }
        let decorators = member.decorators.iter().map(|decorator| decorator.expression.span()).collect();
        let (kind, is_static) = (member.kind, member.is_static);
        Decorated { kind, name, is_static, decorators, list, initializers, extras, store, descriptor, functions }
    }
}

/// The functions of a private member, as the fields of a property descriptor.
fn private_functions(kind: Kind, name: &str, store: &str) -> String {
    let named = |function: &str, prefix: &str| format!("{HELPERS}.setFunctionName({function}, \"{prefix}{name}\")");
    let own = format!("this.{store}");
    match kind {
        Kind::Getter => format!("get: {}", named(&own, "get ")),
        Kind::Setter => format!("set: {}", named(&own, "set ")),
        Kind::Accessor => {
            let get = named(&format!("function () {{ return {own}; }}"), "get ");
            let set = named(&format!("function (v) {{ {own} = v; }}"), "set ");
            format!("get: {get}, set: {set}")
        }
        Kind::Method | Kind::Field => format!("value: {}", named(&own, "")),
    }
}

fn member_of<'b, 'a>(element: &'b ClassElement<'a>) -> Option<Member<'b, 'a>> {
    match element {
        ClassElement::MethodDefinition(it) => {
            let is_real = it.r#type == MethodDefinitionType::MethodDefinition && it.value.body.is_some();
            is_real.then(|| Member::of_method(it))
        }
        ClassElement::PropertyDefinition(it) => {
            let is_real = it.r#type == PropertyDefinitionType::PropertyDefinition && !it.declare;
            is_real.then(|| Member::of_field(it))
        }
        ClassElement::AccessorProperty(it) => Some(Member::of_accessor(it)),
        ClassElement::StaticBlock(_) | ClassElement::TSIndexSignature(_) => None,
    }
}

fn is_computed(member: &Member<'_, '_>) -> bool {
    member.computed && member.constant_name().is_none()
}

fn join(evaluations: Vec<Vec<Part>>) -> Vec<Part> {
    let mut parts = Vec::new();
    for evaluation in evaluations {
        if !parts.is_empty() {
            parts.push(Part::Text(", ".to_owned()));
        }
        parts.extend(evaluation);
    }
    parts
}
