//! `Object.defineProperty(exports, 'name', { ... })`

use oxc_ast::ast::{
    CallExpression, Expression, Function, ObjectExpression, ObjectProperty, ObjectPropertyKind, PropertyKey,
    PropertyKind, Statement,
};

use super::{is_exports, is_named, text_of};

/// The name that the call defines, if it gives it a value or a getter that does nothing but hand on a variable's.
pub(super) fn defined_name<'b>(call: &'b CallExpression<'_>) -> Option<&'b str> {
    let Expression::StaticMemberExpression(callee) = &call.callee else { return None };
    if callee.property.name != "defineProperty" || !is_named(&callee.object, "Object") {
        return None;
    }
    let [target, name, descriptor] = &call.arguments[..] else { return None };
    let (Expression::StringLiteral(name), Expression::ObjectExpression(descriptor)) =
        (name.as_expression()?, descriptor.as_expression()?)
    else {
        return None;
    };
    (is_exports(target.as_expression()?) && hands_on(descriptor)).then(|| text_of(name)).flatten()
}

fn hands_on(descriptor: &ObjectExpression<'_>) -> bool {
    let mut properties: Vec<&ObjectProperty<'_>> = Vec::new();
    for property in &descriptor.properties {
        match property {
            ObjectPropertyKind::ObjectProperty(property) => properties.push(property),
            ObjectPropertyKind::SpreadProperty(_) => break,
        }
    }
    let is_enumerable = |property: &ObjectProperty<'_>| {
        is_plain(property, "enumerable") && matches!(&property.value, Expression::BooleanLiteral(value) if value.value)
    };
    let rest = match &properties[..] {
        [first, rest @ ..] if is_enumerable(first) => rest,
        all => all,
    };
    match rest {
        [first, ..] if is_plain(first, "value") => true,
        [only] if descriptor.properties.len() <= 2 && is_named_key(only, "get") => match &only.value {
            Expression::FunctionExpression(function) => returns_variable(function),
            _ => false,
        },
        _ => false,
    }
}

/// `name: ...`
fn is_plain(property: &ObjectProperty<'_>, name: &str) -> bool {
    !property.shorthand && !property.method && is_named_key(property, name)
}

fn is_named_key(property: &ObjectProperty<'_>, name: &str) -> bool {
    !property.computed
        && property.kind == PropertyKind::Init
        && matches!(&property.key, PropertyKey::StaticIdentifier(key) if key.name == name)
}

/// `() { return a }`, `() { return a.b }` or `() { return a['b'] }`
fn returns_variable(function: &Function<'_>) -> bool {
    let Some(body) = &function.body else { return false };
    let [Statement::ReturnStatement(returned)] = &body.statements[..] else { return false };
    let is_simple = !function.r#async && !function.generator && body.directives.is_empty();
    is_simple
        && function.params.items.is_empty()
        && function.params.rest.is_none()
        && match &returned.argument {
            Some(Expression::Identifier(_)) => true,
            Some(Expression::StaticMemberExpression(member)) => {
                !member.optional && matches!(&member.object, Expression::Identifier(_))
            }
            Some(Expression::ComputedMemberExpression(member)) => {
                !member.optional
                    && matches!(&member.object, Expression::Identifier(_))
                    && matches!(&member.expression, Expression::StringLiteral(_))
            }
            _ => false,
        }
}
