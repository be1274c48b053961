//! `export *` as compilers write it for CommonJS. Only at the top level: within brackets of any kind nothing counts.

use oxc_ast::ast::{Expression, Program, Statement, VariableDeclaration};
use oxc_span::GetSpan;

use super::{leading_require, text_of};

/// The requests whose exports are copied to `exports` whole.
pub(super) fn requests<'b>(text: &'b str, program: &'b Program<'_>) -> Vec<String> {
    let mut finder = Finder { text, required: Vec::new(), found: Vec::new() };
    for statement in &program.body {
        finder.statement(statement);
    }
    finder.found
}

struct Finder<'b> {
    text: &'b str,
    /// Variables that hold what was required, and the requests.
    required: Vec<(&'b str, &'b str)>,
    found: Vec<String>,
}

impl<'b> Finder<'b> {
    fn statement(&mut self, statement: &'b Statement<'_>) {
        match statement {
            Statement::ExpressionStatement(statement) => self.expression(&statement.expression),
            Statement::VariableDeclaration(declaration) => self.declaration(declaration),
            Statement::IfStatement(statement) => {
                self.statement(&statement.consequent);
                if let Some(alternate) = &statement.alternate {
                    self.statement(alternate);
                }
            }
            Statement::LabeledStatement(statement) => self.statement(&statement.body),
            _ => {}
        }
    }

    fn declaration(&mut self, declaration: &'b VariableDeclaration<'_>) {
        for (index, declarator) in declaration.declarations.iter().enumerate() {
            let Some(init) = &declarator.init else { continue };
            // Compilers write one declaration for each.
            if index == 0
                && let Some(name) = declarator.id.get_identifier_name()
                && let Some(request) = leading_require(init).or_else(|| wildcard_require(init))
            {
                self.required.push((name.as_str(), request));
            }
            self.expression(init);
        }
    }

    fn expression(&mut self, expression: &'b Expression<'_>) {
        match expression {
            Expression::CallExpression(call) => {
                let name = match &call.callee {
                    Expression::Identifier(callee) => callee.name.as_str(),
                    Expression::StaticMemberExpression(callee) => callee.property.name.as_str(),
                    _ => return,
                };
                if matches!(name, "__export" | "__exportStar") {
                    let argument = call.arguments.first().and_then(|argument| argument.as_expression());
                    self.found.extend(argument.and_then(leading_require).map(str::to_owned));
                } else if name == "forEach" {
                    self.copy_loop(expression);
                }
            }
            Expression::AssignmentExpression(assignment) => self.expression(&assignment.right),
            Expression::LogicalExpression(logical) => {
                self.expression(&logical.left);
                self.expression(&logical.right);
            }
            Expression::BinaryExpression(binary) => {
                self.expression(&binary.left);
                self.expression(&binary.right);
            }
            Expression::ConditionalExpression(conditional) => {
                self.expression(&conditional.test);
                self.expression(&conditional.consequent);
                self.expression(&conditional.alternate);
            }
            Expression::SequenceExpression(sequence) => {
                sequence.expressions.iter().for_each(|expression| self.expression(expression));
            }
            Expression::UnaryExpression(unary) => self.expression(&unary.argument),
            _ => {}
        }
    }

    /// `Object.keys(required).forEach(function (key) { ... exports[key] = required[key] ... })`
    fn copy_loop(&mut self, expression: &Expression<'_>) {
        let tokens = compact(expression.span().source_text(self.text));
        if let Some(variable) = copied_variable(&tokens) {
            let request = self.required.iter().rev().find(|(name, _)| *name == variable).map(|(_, request)| *request);
            self.found.extend(request.map(str::to_owned));
        }
    }
}

/// The request of `_interopRequireWildcard(require('...'))`.
fn wildcard_require<'b>(init: &'b Expression<'_>) -> Option<&'b str> {
    let Expression::CallExpression(call) = init else { return None };
    match &call.callee {
        Expression::Identifier(callee) if callee.name == "_interopRequireWildcard" => {
            let argument = call.arguments.first()?.as_expression()?;
            match argument {
                Expression::CallExpression(inner) => super::require_call(inner),
                Expression::StringLiteral(literal) => text_of(literal),
                _ => None,
            }
        }
        _ => None,
    }
}

/// The text without white space, comments and semicolons, strings in double quotes: what two ways to write the same loop
/// have in common. Words that stand next to each other are not kept apart; the forms that are compared have few.
fn compact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        let skipped = if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else {
            if !char.is_whitespace() && char != ';' {
                out.push(if char == '\'' { '"' } else { char });
            }
            char.len_utf8()
        };
        rest = &rest[skipped..];
    }
    out
}

/// The variable whose properties the compacted loop copies.
fn copied_variable(tokens: &str) -> Option<&str> {
    let mut cursor = Cursor(tokens);
    cursor.take("Object.keys(")?;
    let variable = cursor.word()?;
    cursor.take(").forEach(function(")?;
    let key = cursor.word()?;
    cursor.take("){")?;
    cursor.conditions(variable, key)?;
    cursor.copy(variable, key)?;
    cursor.take("})")?;
    cursor.0.is_empty().then_some(variable)
}

/// What is left to be compared.
struct Cursor<'t>(&'t str);

impl<'t> Cursor<'t> {
    fn take(&mut self, expected: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(expected)?;
        Some(())
    }

    fn word(&mut self) -> Option<&'t str> {
        let end = self.0.find(|char| !super::continues_word(char)).unwrap_or(self.0.len());
        let (word, rest) = self.0.split_at(end);
        self.0 = rest;
        (!word.is_empty()).then_some(word)
    }

    /// `exports` or `module.exports`.
    fn exports(&mut self) -> Option<()> {
        self.take("exports").or_else(|| self.take("module.exports"))
    }

    /// Goes on after `form` if that is what comes next, else stays.
    fn optional(&mut self, form: impl FnOnce(&mut Self) -> Option<()>) {
        let before = self.0;
        if form(self).is_none() {
            self.0 = before;
        }
    }

    fn has_own(&mut self, key: &str) -> Option<()> {
        self.take("Object")?;
        self.optional(|cursor| cursor.take(".prototype"));
        self.take(".hasOwnProperty.call(")?;
        self.word()?;
        self.take(",")?;
        self.take(key)?;
        self.take(")")
    }

    /// Which keys are left out.
    fn conditions(&mut self, variable: &str, key: &str) -> Option<()> {
        if self.take(&format!("if({key}===\"default\"||{key}===\"__esModule\")return")).is_some() {
            self.optional(|cursor| {
                cursor.take("if(")?;
                cursor.has_own(key)?;
                cursor.take(")return")
            });
            self.optional(|cursor| {
                cursor.take(&format!("if({key}in"))?;
                cursor.exports()?;
                cursor.take("&&")?;
                cursor.exports()?;
                cursor.take(&format!("[{key}]==={variable}[{key}])return"))
            });
            return Some(());
        }
        self.take(&format!("if({key}!==\"default\""))?;
        self.optional(|cursor| {
            cursor.take("&&!")?;
            let before = cursor.0;
            if cursor.has_own(key).is_none() {
                cursor.0 = before;
                cursor.word()?;
                cursor.take(&format!(".hasOwnProperty({key})"))?;
            }
            Some(())
        });
        self.take(")")
    }

    /// The copying itself, by assignment or by a getter.
    fn copy(&mut self, variable: &str, key: &str) -> Option<()> {
        if self.take("Object.defineProperty(").is_none() {
            self.exports()?;
            return self.take(&format!("[{key}]={variable}[{key}]"));
        }
        self.exports()?;
        self.take(&format!(",{key},{{enumerable:true,get"))?;
        self.optional(|cursor| {
            cursor.take(":function")?;
            cursor.optional(|cursor| cursor.word().map(|_| ()));
            Some(())
        });
        self.take(&format!("(){{return{variable}[{key}]}}"))?;
        self.optional(|cursor| cursor.take(","));
        self.take("})")
    }
}
