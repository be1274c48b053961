//! Classes with standard decorators (TC39 "Decorators", stage 3, as of November 2023) or with `accessor`.
//!
//! A class becomes the value of a function that is called at once: variables for lists of decorators and what they return,
//! then the class. Decorators are evaluated where they stand: in computed keys, or after the heritage where there are none.
//! They are applied in a static block before anything else of the class is run. What a decorator wants to be run after a
//! field is there stands in a private field, or a static block, right behind that field.

use oxc_ast::ast::{
    AccessorPropertyType, Class, ClassElement, ClassType, Decorator, MethodDefinition, PropertyDefinition,
    PropertyDefinitionType,
};
use oxc_ast_visit::walk;
use oxc_span::{GetSpan as _, Span};
use rustc_hash::FxHashMap;

use super::members::{Decorated, Kind, Member, Name, quoted};
use super::this::this_expressions;
use super::{Desugarer, keys};
use crate::edits::Part;
use crate::erase::words;
use crate::rewrite::HELPERS;

/// A class on its way.
pub(super) struct Work {
    /// What is declared before the class.
    pub variables: Vec<String>,
    /// Members with decorators, by where they start.
    pub members: FxHashMap<u32, Decorated>,
    /// Where those members start, in order.
    pub order: Vec<u32>,
    /// What computed keys evaluate besides.
    pub keys: FxHashMap<u32, keys::Key>,
    /// The class itself, whatever is made of it.
    this: String,
    instance_extras: String,
    static_extras: String,
    is_decorated: bool,
}

impl Desugarer<'_> {
    /// `default`: the span of the `export default` around a class declaration.
    pub(super) fn class(&mut self, class: &Class<'_>, default: Option<Span>) {
        let inferred = self.class_name.take();
        walk::walk_class(self, class);
        let elements = &class.body.body;
        let decorates = !self.legacy_decorators
            && (!class.decorators.is_empty() || elements.iter().any(|element| !decorators_of(element).is_empty()));
        if class.declare {
            return;
        }
        if self.legacy_decorators {
            elements.iter().for_each(|element| self.keep_abstract_field(element));
        }
        if !decorates {
            let owner = class.id.as_ref().map_or("this", |id| id.name.as_str());
            return elements.iter().for_each(|element| self.lone_accessor(element, owner));
        }
        let mut work = self.new_work(class);
        let leading = self.plan(class, &mut work);
        self.members(class, &work);
        let parts = self.surround(class, inferred, &work, leading);
        self.place(class, default, parts);
    }

    fn new_work(&mut self, class: &Class<'_>) -> Work {
        let this = self.names.next("class");
        let instance_extras = self.names.next("extras");
        let static_extras = self.names.next("staticExtras");
        let variables = vec![this.clone(), format!("{instance_extras} = []"), format!("{static_extras} = []")];
        let is_decorated = !class.decorators.is_empty();
        let (members, keys) = (FxHashMap::default(), FxHashMap::default());
        Work { variables, members, order: Vec::new(), keys, this, instance_extras, static_extras, is_decorated }
    }

    /// Legacy decorators apply to abstract fields too: the transform leaves them those that are declared.
    fn keep_abstract_field(&mut self, element: &ClassElement<'_>) {
        let ClassElement::PropertyDefinition(field) = element else { return };
        let Some(last) = field.decorators.last() else { return };
        if field.r#type == PropertyDefinitionType::TSAbstractPropertyDefinition {
            let text = self.text;
            let mut words = words(text, last.span.end, field.key.span().start);
            if let Some((at, word)) = words.find(|(_, word)| *word == "abstract") {
                self.edits.put(Span::sized(at, u32::try_from(word.len()).unwrap_or_default()), "declare");
            }
        }
    }

    /// Undecorated accessors need nothing but themselves.
    fn lone_accessor(&mut self, element: &ClassElement<'_>, owner: &str) {
        if let ClassElement::AccessorProperty(accessor) = element
            && accessor.r#type == AccessorPropertyType::AccessorProperty
        {
            let member = Member::of_accessor(accessor);
            let store = format!("#{}", self.names.next("store"));
            let owner = if member.is_static { owner } else { "this" };
            let name = member.constant_name();
            let keys = match &name {
                Some(name) => (vec![Part::Range(member.key_span(self.text))], name.again()),
                None => self.computed_keys(&member),
            };
            let value = accessor.value.as_ref().map(|value| vec![Part::Range(value.span())]);
            let decorators: Vec<Span> = accessor.decorators.iter().map(|it| it.span).collect();
            self.accessor(accessor.span, &member, (&store, owner), keys, value, &decorators, "");
        }
    }

    /// Edits the members.
    fn members(&mut self, class: &Class<'_>, work: &Work) {
        for element in &class.body.body {
            let start = element.span().start;
            let decorated = work.members.get(&start);
            match element {
                ClassElement::StaticBlock(_) | ClassElement::TSIndexSignature(_) => {}
                ClassElement::MethodDefinition(method) => self.method(method, decorated, work),
                ClassElement::PropertyDefinition(field) => self.field(field, decorated, work),
                ClassElement::AccessorProperty(accessor) => {
                    if accessor.r#type != AccessorPropertyType::AccessorProperty {
                        self.edits.remove(accessor.span);
                        continue;
                    }
                    let member = Member::of_accessor(accessor);
                    let store = match decorated {
                        Some(decorated) => decorated.store.clone(),
                        None => format!("#{}", self.names.next("store")),
                    };
                    let first = self.first_key(&member, accessor.span.start, work);
                    let again = again(&member, accessor.span.start, work);
                    let value = accessor.value.as_ref().map(|value| vec![Part::Range(value.span())]);
                    let value = match decorated {
                        Some(decorated) => Some(initialized(decorated, value, work)),
                        None => value,
                    };
                    let owner = if member.is_static { work.this.as_str() } else { "this" };
                    let after = decorated.map(|decorated| self.after_value(decorated, work)).unwrap_or_default();
                    self.accessor(accessor.span, &member, (&store, owner), (first, again), value, &[], &after);
                }
            }
            if work.is_decorated && is_static_code(element) {
                for span in this_expressions(element) {
                    self.edits.put(span, work.this.clone());
                }
            }
        }
    }

    fn method(&mut self, method: &MethodDefinition<'_>, decorated: Option<&Decorated>, work: &Work) {
        if method.value.body.is_none() {
            return self.edits.remove(method.span);
        }
        let member = Member::of_method(method);
        let start = method.span.start;
        let Some(decorated) = decorated else {
            if work.keys.contains_key(&start) {
                self.edits.replace(member.key_span(self.text), self.first_key(&member, start, work));
            }
            return;
        };
        method.decorators.iter().for_each(|decorator| self.edits.remove(decorator.span));
        match &decorated.name {
            Name::Private(name) => self.private_method(method, decorated, name),
            Name::Computed { .. } => {
                self.edits.replace(member.key_span(self.text), self.first_key(&member, start, work));
            }
            Name::Constant(_) => {}
        }
    }

    /// The function goes into a private static method; what has its name gives what the decorators made of it.
    fn private_method(&mut self, method: &MethodDefinition<'_>, decorated: &Decorated, name: &str) {
        let head =
            Span::new(method.decorators.last().map_or(method.span.start, |it| it.span.end), method.value.span.start);
        let mut words = Vec::new();
        let asynchronous = if method.value.r#async { "async " } else { "" };
        let generator = if method.value.generator { "*" } else { "" };
        words.push(Part::Text(format!(" static {asynchronous}{generator}{}", decorated.store)));
        self.edits.replace(head, words);
        let is_static = if method.r#static { "static " } else { "" };
        let descriptor = decorated.descriptor.as_deref().unwrap_or_default();
        let stands = match decorated.kind {
            Kind::Getter => format!(" {is_static}get {name}() {{ return {descriptor}.get.call(this); }}"),
            Kind::Setter => format!(" {is_static}set {name}(v) {{ {descriptor}.set.call(this, v); }}"),
            _ => format!(" {is_static}get {name}() {{ return {descriptor}.value; }}"),
        };
        self.edits.insert(method.span.end, stands);
    }

    fn field(&mut self, field: &PropertyDefinition<'_>, decorated: Option<&Decorated>, work: &Work) {
        let start = field.span.start;
        let member = Member::of_field(field);
        let Some(decorated) = decorated else {
            if work.keys.contains_key(&start) {
                self.edits.replace(member.key_span(self.text), self.first_key(&member, start, work));
            }
            return;
        };
        let mut parts = vec![Part::Text(if field.r#static { "static " } else { "" }.to_owned())];
        parts.extend(self.first_key(&member, start, work));
        parts.push(Part::Text(" = ".to_owned()));
        parts.extend(initialized(decorated, field.value.as_ref().map(|value| vec![Part::Range(value.span())]), work));
        parts.push(Part::Text(format!(";{}", self.after_value(decorated, work))));
        self.edits.replace(field.span, parts);
    }

    /// What is run once a field or accessor has its value.
    fn after_value(&mut self, decorated: &Decorated, work: &Work) -> String {
        let call = format!("{HELPERS}.runInitializers({}, {})", receiver(decorated, work), decorated.extras);
        if decorated.is_static {
            format!(" static {{ {call}; }}")
        } else {
            format!(" #{} = void {call};", self.names.next("after"))
        }
    }

    /// The parts of an accessor: a private field, and what gets and sets it.
    #[expect(clippy::too_many_arguments, reason = "the parts of one declaration, each used once")]
    pub(super) fn accessor(
        &mut self,
        span: Span,
        member: &Member<'_, '_>,
        (store, owner): (&str, &str),
        (first, again): (Vec<Part>, String),
        value: Option<Vec<Part>>,
        kept_decorators: &[Span],
        after: &str,
    ) {
        let is_static = if member.is_static { "static " } else { "" };
        let mut parts = vec![Part::Text(format!("{is_static}{store}"))];
        if let Some(value) = value {
            parts.push(Part::Text(" = ".to_owned()));
            parts.extend(value);
        }
        parts.push(Part::Text("; ".to_owned()));
        for decorator in kept_decorators {
            parts.extend([Part::Range(*decorator), Part::Text(" ".to_owned())]);
        }
        parts.push(Part::Text(format!("{is_static}get ")));
        parts.extend(first);
        let (get, set) = match self.descriptors.get(store) {
            Some(descriptor) => (format!("{descriptor}.get.call(this)"), format!("{descriptor}.set.call(this, v)")),
            None => (format!("{owner}.{store}"), format!("{owner}.{store} = v")),
        };
        parts.push(Part::Text(format!("() {{ return {get}; }} {is_static}set {again}(v) {{ {set}; }}{after}")));
        self.edits.replace(span, parts);
    }

    /// The setter must not evaluate the key again: a variable keeps it.
    fn computed_keys(&mut self, member: &Member<'_, '_>) -> (Vec<Part>, String) {
        let variable = self.names.next("key");
        self.hoisted.push(variable.clone());
        let first = vec![
            Part::Text(format!("[{variable} = {HELPERS}.propKey(")),
            Part::Range(member.key.span()),
            Part::Text(")]".to_owned()),
        ];
        (first, format!("[{variable}]"))
    }

    /// The function around the class.
    fn surround(&mut self, class: &Class<'_>, inferred: Option<String>, work: &Work, leading: Vec<Part>) -> Vec<Part> {
        let own = class.id.as_ref().map(|id| id.name.to_string());
        let list = self.names.next("decorators");
        let extras = self.names.next("classExtras");
        let inner = own.clone().unwrap_or_else(|| self.names.next("anonymous"));
        let mut parts = vec![Part::Text(format!("(() => {{ let {}; ", work.variables.join(", ")))];
        if work.is_decorated {
            parts.push(Part::Text(format!("let {extras} = [], {list} = [")));
            for decorator in &class.decorators {
                parts.extend([Part::Range(decorator.expression.span()), Part::Text(", ".to_owned())]);
            }
            parts.push(Part::Text("]; ".to_owned()));
        }
        let (before, heritage) = self.heritage(class, leading);
        parts.extend(before);
        let head = if work.is_decorated { format!("var {inner} = class") } else { "return class".to_owned() };
        parts.push(Part::Text(head));
        if let (false, Some(own)) = (work.is_decorated, &own) {
            parts.push(Part::Text(format!(" {own}")));
        }
        parts.extend(class.type_parameters.as_ref().map(|types| Part::Range(types.span)));
        parts.extend(heritage);
        let name = own.is_none().then(|| inferred.unwrap_or_default()).or(if work.is_decorated { own } else { None });
        parts.push(Part::Text(format!(" {{{}", self.opening(work, name, &list, &extras, &inner))));
        parts.push(Part::Range(Span::new(class.body.span.start + 1, class.body.span.end - 1)));
        if work.is_decorated {
            let call = format!("{HELPERS}.runInitializers({}, {extras})", work.this);
            parts.push(Part::Text(format!("\nstatic {{ {call}; }} }}; return {inner} = {}; }})()", work.this)));
        } else {
            parts.push(Part::Text("\n}; })()".to_owned()));
        }
        parts
    }

    /// `extends`, and what is evaluated before the class where there is none.
    fn heritage(&mut self, class: &Class<'_>, leading: Vec<Part>) -> (Vec<Part>, Vec<Part>) {
        let Some(heritage) = &class.heritage else {
            let mut before = leading;
            if !before.is_empty() {
                before.push(Part::Text("; ".to_owned()));
            }
            return (before, Vec::new());
        };
        let expression = Part::Range(heritage.expression.span());
        let types = heritage.type_arguments.as_ref().map(|types| Part::Range(types.span));
        let mut parts = vec![Part::Text(" extends ".to_owned())];
        if leading.is_empty() {
            parts.push(expression);
            parts.extend(types);
            return (Vec::new(), parts);
        }
        let parent = self.names.next("parent");
        let before = vec![Part::Text(format!("let {parent}; "))];
        parts.extend([Part::Text(format!("({parent} = ")), expression, Part::Text(", ".to_owned())]);
        parts.extend(leading);
        parts.push(Part::Text(format!(", {parent})")));
        parts.extend(types);
        (before, parts)
    }

    /// What stands first in the class: the decorators are applied, and what they left for before the first field is run.
    fn opening(&mut self, work: &Work, name: Option<String>, list: &str, extras: &str, inner: &str) -> String {
        let this = &work.this;
        let metadata = self.names.next("metadata");
        let mut lines = vec![format!("{this} = this;")];
        if let Some(name) = name {
            lines.push(format!("{HELPERS}.setFunctionName(this, {});", quoted(&name)));
        }
        lines.push(format!("const {metadata} = {HELPERS}.metadataOf(this);"));
        let steps = [(true, false), (false, false), (true, true), (false, true)];
        for (is_static, is_field) in steps {
            let members = work.order.iter().map(|start| &work.members[start]);
            for member in members.filter(|it| it.is_static == is_static && (it.kind == Kind::Field) == is_field) {
                let shared = if is_static { &work.static_extras } else { &work.instance_extras };
                lines.push(member.application(&metadata, shared));
            }
        }
        if work.is_decorated {
            lines.push(format!(
                "{inner} = {this} = {HELPERS}.applyClassDecorators({this}, {list}, {extras}, {metadata});"
            ));
        }
        lines.push(format!("{HELPERS}.setMetadata({this}, {metadata});"));
        lines.push(format!("{HELPERS}.runInitializers({this}, {});", work.static_extras));
        let before =
            format!("#{} = void {HELPERS}.runInitializers(this, {});", self.names.next("before"), work.instance_extras);
        format!(" static {{ {} }} {before}", lines.join(" "))
    }

    /// Puts the function where the class stood.
    fn place(&mut self, class: &Class<'_>, default: Option<Span>, mut parts: Vec<Part>) {
        let outer = default.unwrap_or(class.span);
        // Decorators may stand before `export`.
        for decorator in class.decorators.iter().filter(|it| it.span.start < outer.start) {
            self.edits.remove(decorator.span);
        }
        let name = class.id.as_ref().map(|id| id.name.as_str());
        let (head, tail) = match (default, name) {
            (Some(_), Some(name)) => (format!("let {name} = "), format!("; export {{ {name} as default }};")),
            (Some(_), None) => ("export default ".to_owned(), ";".to_owned()),
            (None, Some(name)) if class.r#type == ClassType::ClassDeclaration => {
                (format!("let {name} = "), ";".to_owned())
            }
            _ => (String::new(), String::new()),
        };
        parts.insert(0, Part::Text(head));
        parts.push(Part::Text(tail));
        self.edits.replace(outer, parts);
    }

    /// A member's key where it stands first.
    fn first_key(&self, member: &Member<'_, '_>, start: u32, work: &Work) -> Vec<Part> {
        match work.keys.get(&start) {
            Some(key) => key.parts(member.key.span()),
            None => vec![Part::Range(member.key_span(self.text))],
        }
    }
}

/// The key of a member that is defined after the first.
fn again(member: &Member<'_, '_>, start: u32, work: &Work) -> String {
    match (member.constant_name(), work.keys.get(&start)) {
        (Some(name), _) => name.again(),
        (None, Some(key)) => format!("[{}]", key.variable),
        (None, None) => String::new(),
    }
}

/// What a member's initializers are called on.
fn receiver<'b>(decorated: &Decorated, work: &'b Work) -> &'b str {
    if decorated.is_static { &work.this } else { "this" }
}

/// A value as the decorators want it.
fn initialized(decorated: &Decorated, value: Option<Vec<Part>>, work: &Work) -> Vec<Part> {
    let head = format!("{HELPERS}.runInitializers({}, {}, ", receiver(decorated, work), decorated.initializers);
    let mut parts = vec![Part::Text(head)];
    parts.extend(value.unwrap_or_else(|| vec![Part::Text("void 0".to_owned())]));
    parts.push(Part::Text(")".to_owned()));
    parts
}

pub(super) fn decorators_of<'b, 'a>(element: &'b ClassElement<'a>) -> &'b [Decorator<'a>] {
    match element {
        ClassElement::MethodDefinition(method) => &method.decorators,
        ClassElement::PropertyDefinition(field) => &field.decorators,
        ClassElement::AccessorProperty(accessor) => &accessor.decorators,
        ClassElement::StaticBlock(_) | ClassElement::TSIndexSignature(_) => &[],
    }
}

/// Whether a member runs code when the class is made, with the class as `this`.
fn is_static_code(element: &ClassElement<'_>) -> bool {
    match element {
        ClassElement::StaticBlock(_) => true,
        ClassElement::PropertyDefinition(field) => field.r#static,
        ClassElement::AccessorProperty(accessor) => accessor.r#static,
        _ => false,
    }
}
