//! The order in which a class's legacy decorators are applied: TypeScript's is members of instances first, then static ones.

use oxc_allocator::ArenaVec;
use oxc_ast::ast::{Argument, Expression, Program, Statement};
use oxc_ast_visit::{VisitMut, walk_mut};

use super::helpers::OBJECT;

/// Puts every run of applications into that order.
pub(super) fn order_decorations(program: &mut Program<'_>) {
    Sorter.visit_program(program);
}

struct Sorter;

impl<'a> VisitMut<'a> for Sorter {
    fn visit_statements(&mut self, statements: &mut ArenaVec<'a, Statement<'a>>) {
        let mut rest = statements.as_mut_slice();
        while let Some(start) = rest.iter().position(|statement| is_of_instance(statement).is_some()) {
            rest = &mut rest[start..];
            let length = rest.iter().take_while(|statement| is_of_instance(statement).is_some()).count();
            let (run, after) = rest.split_at_mut(length);
            // Stable: within each kind the order is the source's.
            run.sort_by_key(|statement| is_of_instance(statement) == Some(false));
            rest = after;
        }
        walk_mut::walk_statements(self, statements);
    }
}

/// Whether the statement applies decorators to a member, and if so to one of instances.
fn is_of_instance(statement: &Statement<'_>) -> Option<bool> {
    let Statement::ExpressionStatement(statement) = statement else { return None };
    let Expression::CallExpression(call) = &statement.expression else { return None };
    let Expression::StaticMemberExpression(callee) = &call.callee else { return None };
    let is_helper = callee.property.name == "decorate" && callee.object.is_specific_id(OBJECT);
    if !is_helper || call.arguments.len() < 3 {
        return None;
    }
    let is_prototype =
        |it: &Argument<'_>| matches!(it, Argument::StaticMemberExpression(it) if it.property.name == "prototype");
    Some(is_prototype(&call.arguments[1]))
}
