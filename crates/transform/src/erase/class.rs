//! Classes and what is in them.

use oxc_ast::ast::{
    AccessorProperty, AccessorPropertyType, Class, ClassElement, MethodDefinition, MethodDefinitionType,
    PropertyDefinition, PropertyDefinitionType,
};
use oxc_ast_visit::Visit as _;
use oxc_span::{GetSpan as _, Span};

use super::{Eraser, trivia};

/// Words before a member's name that say something about types only.
const TYPE_MODIFIERS: [&str; 7] = ["public", "private", "protected", "readonly", "override", "abstract", "declare"];

impl Eraser<'_> {
    pub(super) fn class(&mut self, class: &Class<'_>) {
        if !class.decorators.is_empty() {
            return self.needs_rewriting();
        }
        if class.r#abstract {
            self.erase_abstract(class);
        }
        if let Some(parameters) = &class.type_parameters {
            self.erase(parameters.span);
        }
        if let Some(heritage) = &class.heritage {
            self.visit_expression(&heritage.expression);
            if let Some(arguments) = &heritage.type_arguments {
                self.erase(arguments.span);
            }
        }
        if let Some(last) = class.implements.last() {
            self.erase_implements(class, last.span.end);
        }
        self.visit_class_body(&class.body);
    }

    /// The word stands before `class`, which may be where the node's span begins or before it.
    fn erase_abstract(&mut self, class: &Class<'_>) {
        const WORD: &str = "abstract";
        let start = class.span.start as usize;
        let at = if self.text[start..].starts_with(WORD) { Some(start) } else { self.text[..start].rfind(WORD) };
        if let Some(at) = at.and_then(|at| u32::try_from(at).ok()) {
            self.erase(Span::sized(at, 8));
        }
    }

    fn erase_implements(&mut self, class: &Class<'_>, end: u32) {
        let id = class.id.as_ref().map(|id| id.span.end);
        let parameters = class.type_parameters.as_ref().map(|parameters| parameters.span.end);
        let heritage = class.heritage.as_ref().map(|heritage| {
            heritage.type_arguments.as_ref().map_or(heritage.expression.span().end, |arguments| arguments.span.end)
        });
        let from = heritage.or(parameters).or(id).unwrap_or(class.span.start);
        let word = trivia::words(self.text, from, end).find(|(_, word)| *word == "implements");
        if let Some((start, _)) = word {
            self.erase(Span::new(start, end));
        }
    }

    /// Deals with a class member; false where the default walk is to go on.
    pub(super) fn class_element(&mut self, element: &ClassElement<'_>) -> bool {
        match element {
            ClassElement::StaticBlock(_) => return false,
            ClassElement::TSIndexSignature(signature) => self.erase_statement(signature.span),
            ClassElement::MethodDefinition(method) => return self.method(method),
            ClassElement::PropertyDefinition(field) => self.field(field),
            ClassElement::AccessorProperty(accessor) => self.accessor(accessor),
        }
        true
    }

    fn method(&mut self, method: &MethodDefinition<'_>) -> bool {
        if method.r#type == MethodDefinitionType::TSAbstractMethodDefinition || method.value.body.is_none() {
            self.erase_statement(method.span);
            return true;
        }
        if !method.decorators.is_empty() {
            self.needs_rewriting();
            return true;
        }
        let needs_end = method.computed || method.value.generator;
        self.modifiers(method.span.start, method.key.span().start, needs_end);
        if method.optional {
            self.erase_mark(method.key.span().end, b'?');
        }
        false
    }

    fn field(&mut self, field: &PropertyDefinition<'_>) {
        if field.declare || field.r#type == PropertyDefinitionType::TSAbstractPropertyDefinition {
            return if field.decorators.is_empty() { self.erase_statement(field.span) } else { self.needs_rewriting() };
        }
        if !field.decorators.is_empty() || !self.settings.define_class_fields {
            return self.needs_rewriting();
        }
        self.note_end(field.span);
        self.modifiers(field.span.start, field.key.span().start, field.computed);
        if field.computed {
            self.visit_property_key(&field.key);
        }
        self.field_type(field);
        if let Some(value) = &field.value {
            self.visit_expression(value);
        }
    }

    /// From the `?`, the `!` or the colon to the end of the type. Where the field ends there, a semicolon keeps its name from
    /// being taken for `get`, `set` or `static`, and the field from going on.
    fn field_type(&mut self, field: &PropertyDefinition<'_>) {
        let end = field.type_annotation.as_ref().map(|annotation| annotation.span.end);
        let mark = field.optional || field.definite;
        let start =
            if mark { self.mark_after(field.key.span().end, if field.optional { b'?' } else { b'!' }) } else { None };
        let start = start.or(field.type_annotation.as_ref().map(|annotation| annotation.span.start));
        let Some(start) = start else { return };
        let end = end.unwrap_or(start + 1);
        self.erase(Span::new(start, end));
        if field.value.is_none() && self.open_ends.contains(&field.span.end) {
            self.holes.put(start, b';');
        }
    }

    fn accessor(&mut self, accessor: &AccessorProperty<'_>) {
        if accessor.r#type == AccessorPropertyType::TSAbstractAccessorProperty && accessor.decorators.is_empty() {
            self.erase_statement(accessor.span);
        } else {
            // Engines have no `accessor` yet.
            self.needs_rewriting();
        }
    }

    /// Erases the words between a member's start and its name. `needs_end`: the name would be taken for more of the member
    /// before, if that has no semicolon.
    fn modifiers(&mut self, start: u32, name: u32, needs_end: bool) {
        let text = self.text;
        for (at, word) in trivia::words(text, start, name).filter(|(_, word)| TYPE_MODIFIERS.contains(word)) {
            self.erase(Span::sized(at, u32::try_from(word.len()).unwrap_or_default()));
            if needs_end && at == start {
                self.holes.put(at, b';');
            }
        }
    }

    /// Erases a mark that follows a name (and the bracket that closes a computed one).
    pub(super) fn erase_mark(&mut self, after: u32, mark: u8) {
        if let Some(at) = self.mark_after(after, mark) {
            self.erase(Span::sized(at, 1));
        }
    }

    fn mark_after(&self, after: u32, mark: u8) -> Option<u32> {
        let end = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let mut words = trivia::words(self.text, after, end).skip_while(|(_, word)| *word == "]");
        words.next().filter(|(_, word)| word.as_bytes() == [mark]).map(|(at, _)| at)
    }
}
