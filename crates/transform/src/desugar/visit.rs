//! The walk over the program, which knows what anonymous classes are called (ECMA-262 8.4, IsAnonymousFunctionDefinition).

use oxc_ast::ast::{
    AssignmentExpression, AssignmentTarget, AssignmentTargetPropertyIdentifier, BindingPattern, Class, Declaration,
    ExportDefaultDeclarationKind, Expression, IdentifierReference, ObjectProperty, PropertyDefinition, PropertyKey,
    Statement, VariableDeclarator,
};
use oxc_ast_visit::{Visit, walk};

use super::Desugarer;

impl<'a> Visit<'a> for Desugarer<'_> {
    fn visit_statement(&mut self, it: &Statement<'a>) {
        if let Statement::ExportDefaultDeclaration(export) = it
            && let ExportDefaultDeclarationKind::ClassDeclaration(class) = &export.declaration
        {
            self.class_name = Some("default".to_owned());
            return self.class(class, Some(export.span));
        }
        match it {
            Statement::TSNamespaceDeclaration(namespace) => self.namespace(namespace, namespace.span, false),
            Statement::ExportDeclaration(export) => match &export.declaration {
                Declaration::TSNamespaceDeclaration(namespace) => self.namespace(namespace, export.span, true),
                _ => walk::walk_statement(self, it),
            },
            _ => walk::walk_statement(self, it),
        }
    }

    fn visit_identifier_reference(&mut self, it: &IdentifierReference<'a>) {
        if let Some(property) = self.property_of(it) {
            self.edits.put(it.span, property);
        }
    }

    fn visit_assignment_target_property_identifier(&mut self, it: &AssignmentTargetPropertyIdentifier<'a>) {
        if let Some(property) = self.property_of(&it.binding) {
            self.edits.put(it.binding.span, format!("{}: {property}", it.binding.name));
        }
        it.init.iter().for_each(|value| self.visit_expression(value));
    }

    fn visit_variable_declarator(&mut self, it: &VariableDeclarator<'a>) {
        if let (BindingPattern::BindingIdentifier(id), Some(Expression::ClassExpression(_))) = (&it.id, &it.init) {
            self.class_name = Some(id.name.to_string());
        }
        walk::walk_variable_declarator(self, it);
    }

    fn visit_assignment_expression(&mut self, it: &AssignmentExpression<'a>) {
        if let (AssignmentTarget::AssignmentTargetIdentifier(id), Expression::ClassExpression(_)) =
            (&it.left, &it.right)
        {
            self.class_name = Some(id.name.to_string());
        }
        walk::walk_assignment_expression(self, it);
    }

    fn visit_object_property(&mut self, it: &ObjectProperty<'a>) {
        if let (true, Expression::Identifier(name)) = (it.shorthand, &it.value) {
            if let Some(property) = self.property_of(name) {
                self.edits.put(name.span, format!("{}: {property}", name.name));
            }
            return;
        }
        if let (PropertyKey::StaticIdentifier(id), Expression::ClassExpression(_)) = (&it.key, &it.value) {
            self.class_name = Some(id.name.to_string());
        }
        walk::walk_object_property(self, it);
    }

    fn visit_property_definition(&mut self, it: &PropertyDefinition<'a>) {
        if let (PropertyKey::StaticIdentifier(id), Some(Expression::ClassExpression(_))) = (&it.key, &it.value) {
            self.class_name = Some(id.name.to_string());
        }
        walk::walk_property_definition(self, it);
    }

    fn visit_class(&mut self, it: &Class<'a>) {
        self.class(it, None);
    }
}

impl Desugarer<'_> {
    /// The property of a namespace's object that a name means.
    fn property_of(&self, name: &IdentifierReference<'_>) -> Option<String> {
        let scoping = self.namespaces.scoping.as_ref()?;
        let symbol = scoping.get_reference(name.reference_id.get()?).symbol_id();
        self.namespaces.property(&name.name, symbol)
    }
}
