//! One member of a class with decorators.

use oxc_ast::ast::{
    AccessorProperty, Decorator, MethodDefinition, MethodDefinitionKind, PropertyDefinition, PropertyKey,
};
use oxc_span::{GetSpan as _, Span};

use crate::edits::Part;
use crate::rewrite::HELPERS;

/// What a decorated member is called by the decorators' context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Method,
    Getter,
    Setter,
    Field,
    Accessor,
}

/// How a member is named.
#[derive(Debug, Clone)]
pub(super) enum Name {
    /// By a constant, as JavaScript writes it.
    Constant(String),
    /// By an expression, whose value is kept in a variable.
    Computed { variable: String },
    /// By a private name, `#` included.
    Private(String),
}

/// A member with decorators, and the names of what belongs to it.
#[derive(Debug)]
pub(super) struct Decorated {
    pub kind: Kind,
    pub name: Name,
    pub is_static: bool,
    pub decorators: Vec<Span>,
    /// The array of its decorators.
    pub list: String,
    /// What its decorators made of its initial value (fields and accessors).
    pub initializers: String,
    /// What its decorators want to be run once it is there.
    pub extras: String,
    /// The private name of what keeps its value or function.
    pub store: String,
    /// Where its functions are, if its name is private.
    pub descriptor: Option<String>,
    /// What the descriptor is made of.
    pub functions: String,
}

/// The parts of a member that its kinds have in common.
pub(super) struct Member<'b, 'a> {
    pub kind: Kind,
    pub key: &'b PropertyKey<'a>,
    pub computed: bool,
    pub is_static: bool,
    pub decorators: &'b [Decorator<'a>],
}

impl<'b, 'a> Member<'b, 'a> {
    pub(super) fn of_method(method: &'b MethodDefinition<'a>) -> Self {
        let kind = match method.kind {
            MethodDefinitionKind::Get => Kind::Getter,
            MethodDefinitionKind::Set => Kind::Setter,
            MethodDefinitionKind::Method | MethodDefinitionKind::Constructor => Kind::Method,
        };
        let (key, computed, is_static) = (&method.key, method.computed, method.r#static);
        Self { kind, key, computed, is_static, decorators: &method.decorators }
    }

    pub(super) fn of_field(field: &'b PropertyDefinition<'a>) -> Self {
        let (key, computed, is_static) = (&field.key, field.computed, field.r#static);
        Self { kind: Kind::Field, key, computed, is_static, decorators: &field.decorators }
    }

    pub(super) fn of_accessor(accessor: &'b AccessorProperty<'a>) -> Self {
        let (key, computed, is_static) = (&accessor.key, accessor.computed, accessor.r#static);
        Self { kind: Kind::Accessor, key, computed, is_static, decorators: &accessor.decorators }
    }

    /// The name, as a constant where it is one.
    pub(super) fn constant_name(&self) -> Option<Name> {
        if let PropertyKey::PrivateIdentifier(name) = self.key {
            return Some(Name::Private(format!("#{}", name.name)));
        }
        match self.key {
            PropertyKey::StaticIdentifier(name) if !self.computed => Some(Name::Constant(quoted(&name.name))),
            PropertyKey::StringLiteral(text) => Some(Name::Constant(quoted(&text.value))),
            PropertyKey::NumericLiteral(number) => Some(Name::Constant(format!("String({})", number.value))),
            _ => None,
        }
    }

    /// The key with its brackets.
    pub(super) fn key_span(&self, text: &str) -> Span {
        let span = self.key.span();
        if !self.computed {
            return span;
        }
        let start = text[..span.start as usize].rfind('[').unwrap_or(span.start as usize);
        let end = text[span.end as usize..].find(']').map_or(span.end as usize, |at| span.end as usize + at + 1);
        Span::new(offset(start), offset(end))
    }
}

impl Name {
    /// The value of the name.
    fn value(&self) -> String {
        match self {
            Self::Constant(text) => text.clone(),
            Self::Computed { variable } => variable.clone(),
            Self::Private(name) => quoted(name),
        }
    }

    /// The key of a member with this name that is defined after the first.
    pub(super) fn again(&self) -> String {
        match self {
            Self::Private(name) => name.clone(),
            Self::Constant(_) | Self::Computed { .. } => format!("[{}]", self.value()),
        }
    }

    fn in_object(&self) -> String {
        match self {
            Self::Private(name) => format!("{name} in o"),
            _ => format!("{} in o", self.value()),
        }
    }

    fn of_object(&self) -> String {
        match self {
            Self::Private(name) => format!("o.{name}"),
            _ => format!("o[{}]", self.value()),
        }
    }
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Method => "method",
            Self::Getter => "getter",
            Self::Setter => "setter",
            Self::Field => "field",
            Self::Accessor => "accessor",
        }
    }

    pub(super) fn has_value(self) -> bool {
        matches!(self, Self::Field | Self::Accessor)
    }
}

impl Decorated {
    /// The call that applies the decorators, within the class.
    pub(super) fn application(&self, metadata: &str, shared_extras: &str) -> String {
        let (has, of) = (self.name.in_object(), self.name.of_object());
        let get = if self.kind == Kind::Setter { String::new() } else { format!(", get: (o) => {of}") };
        let sets = !matches!(self.kind, Kind::Method | Kind::Getter);
        let set = if sets { format!(", set: (o, v) => {{ {of} = v; }}") } else { String::new() };
        let context = format!(
            "{{ kind: \"{}\", name: {}, static: {}, private: {}, access: {{ has: (o) => {has}{get}{set} }}, metadata: {metadata} }}",
            self.kind.name(),
            self.name.value(),
            self.is_static,
            matches!(self.name, Name::Private(_)),
        );
        let target = if self.kind == Kind::Field { "null" } else { "this" };
        let descriptor = match &self.descriptor {
            Some(variable) => format!("{variable} = {{ {} }}", self.functions),
            None => "null".to_owned(),
        };
        let (initializers, extras) = if self.kind.has_value() {
            (self.initializers.as_str(), self.extras.as_str())
        } else {
            ("null", shared_extras)
        };
        let list = &self.list;
        format!("{HELPERS}.applyDecorators({target}, {descriptor}, {list}, {context}, {initializers}, {extras});")
    }

    /// The expression that makes the list of decorators.
    pub(super) fn evaluation(&self) -> Vec<Part> {
        let mut parts = vec![Part::Text(format!("{} = [", self.list))];
        for span in &self.decorators {
            parts.extend([Part::Range(*span), Part::Text(", ".to_owned())]);
        }
        parts.push(Part::Text("]".to_owned()));
        parts
    }
}

/// A text as a string of JavaScript.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\u{2028}' => quoted.push_str("\\u2028"),
            '\u{2029}' => quoted.push_str("\\u2029"),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
