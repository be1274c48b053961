//! What a module's requests mean: as the program's pack says, or resolved anew.

use parbake_bmes::{ModuleType, Phase, Request};
use parbake_loader::{AttributeFault, Fault, ResolveError, Resolved};

use super::fetch::Shared;
use super::order::Order;

/// A requested module, and what it means.
pub(crate) struct Want {
    pub(crate) specifier: String,
    pub(crate) module_type: ModuleType,
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) answer: Result<Answer, WantError>,
}

pub(crate) enum Answer {
    /// As in the last run: the module of this row.
    Row(u32),
    Resolved(Resolved),
    /// What the program's hooks will say.
    OfHooks,
}

#[derive(Debug)]
pub(crate) enum WantError {
    Resolve(Box<ResolveError>),
    SourcePhase,
}

impl Shared {
    /// What each requested module means.
    pub(super) fn answer(&self, order: &Order, requests: Vec<Request>) -> Vec<Want> {
        requests.into_iter().map(|request| self.answer_one(order, request)).collect()
    }

    fn answer_one(&self, order: &Order, request: Request) -> Want {
        let Request { specifier, attributes, phase, line, column } = request;
        let (module_type, answer) = match parbake_loader::attribute_type(&attributes) {
            Err(fault) => {
                (ModuleType::default(), Err(WantError::Resolve(self.attribute_error(order, &specifier, fault))))
            }
            Ok(module_type) if phase == Phase::Source => (module_type, Err(WantError::SourcePhase)),
            Ok(module_type) => (module_type, self.resolve(order, &specifier, module_type)),
        };
        Want { specifier, module_type, line, column, answer }
    }

    fn attribute_error(&self, order: &Order, specifier: &str, fault: AttributeFault) -> Box<ResolveError> {
        Box::new(ResolveError {
            specifier: specifier.to_owned(),
            referrer: Some(order.url.clone()),
            fault: Fault::Attributes { url: specifier.to_owned(), fault },
            hint: None,
        })
    }

    fn resolve(&self, order: &Order, specifier: &str, module_type: ModuleType) -> Result<Answer, WantError> {
        if order.hooked {
            return Ok(Answer::OfHooks);
        }
        let recorded = order.row.and_then(|row| self.known()?.resolve(row, specifier, module_type));
        if let Some(row) = recorded {
            return Ok(Answer::Row(row));
        }
        let resolved = self.resolver.resolve(specifier, &order.url, module_type);
        resolved.map(Answer::Resolved).map_err(WantError::Resolve)
    }
}
