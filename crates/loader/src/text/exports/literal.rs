//! `module.exports = { a, b: c, ...require('d') }`

use oxc_ast::ast::{Expression, ObjectExpression, ObjectProperty, ObjectPropertyKind, PropertyKey, PropertyKind};
use oxc_span::GetSpan;

use super::{Finder, is_plain_word, leading_require, require_call, source, starts_with_word, text_of};

/// Whether what follows a property can still be read.
#[derive(PartialEq)]
enum Reading {
    GoesOn,
    Ends,
}

impl Finder<'_> {
    /// The names of an object literal up to the first property that is more than a name. That one counts too where its
    /// value begins with a word.
    pub(super) fn literal(&mut self, object: &ObjectExpression<'_>) {
        for property in &object.properties {
            let reading = match property {
                ObjectPropertyKind::SpreadProperty(spread) => self.spread(&spread.argument),
                ObjectPropertyKind::ObjectProperty(property) => self.property(property),
            };
            if reading == Reading::Ends {
                return;
            }
        }
    }

    fn spread(&mut self, argument: &Expression<'_>) -> Reading {
        if let Some(request) = leading_require(argument) {
            self.assigned.push(request.to_owned());
        }
        let is_whole = match argument {
            Expression::CallExpression(call) => require_call(call).is_some(),
            _ => is_plain_word(self.text, argument.span()),
        };
        if is_whole { Reading::GoesOn } else { Reading::Ends }
    }

    fn property(&mut self, property: &ObjectProperty<'_>) -> Reading {
        if property.computed || property.kind != PropertyKind::Init {
            return Reading::Ends;
        }
        let (name, is_word) = match &property.key {
            PropertyKey::StaticIdentifier(name) if is_plain_word(self.text, name.span) => (name.name.as_str(), true),
            PropertyKey::StringLiteral(literal) => match text_of(literal) {
                Some(name) => (name, false),
                None => return Reading::Ends,
            },
            _ => return Reading::Ends,
        };
        if property.shorthand {
            self.export(name);
            return Reading::GoesOn;
        }
        if property.method {
            self.method(property, name, is_word);
            return Reading::Ends;
        }
        let value = source(self.text, &property.value);
        if starts_with_word(value) {
            self.export(name);
        }
        // Nothing is skipped between such a value and its comma.
        let goes_on = is_plain_word(self.text, property.value.span())
            && self.text[property.value.span().end as usize..].starts_with(',');
        if goes_on { Reading::GoesOn } else { Reading::Ends }
    }

    /// A method counts by its first word, which need not be its name.
    fn method(&mut self, property: &ObjectProperty<'_>, name: &str, is_word: bool) {
        let is_async = matches!(&property.value, Expression::FunctionExpression(function) if function.r#async);
        let begins_with_name = property.span.start == property.key.span().start;
        if is_async {
            self.export("async");
        } else if is_word && begins_with_name {
            self.export(name);
        }
    }
}
