//! A warm start: what the program starts with is instantiated out of its pack, module by module in the pack's order.
//! Nothing is resolved and no specifier is looked at: the pack says which module each request means.

use std::rc::Rc;

use parbake_engine::{Scope, Thrown};

use super::fetch::{Body, Outcome};
use super::prefetch::Decoded;
use super::{Id, Known, State};
use crate::Runtime;
use crate::timeline::{Phase, timed};

impl Runtime {
    /// Orders the modules that the program starts with and whose files have to be read: they may have changed.
    pub(crate) fn order_unproven_modules(&self) {
        let Some(known) = self.known().filter(|known| known.start_holds()) else { return };
        let mut graph = self.graph.borrow_mut();
        // All of them, so that their numbers are those of their rows.
        let ids: Vec<Id> = known.start_rows().map(|row| graph.of_row(known, row)).collect();
        let orders: Vec<_> = known.unproven_rows().map(|row| graph.order(Some(known), ids[row as usize])).collect();
        self.pool.borrow_mut().submit(orders);
    }

    /// Instantiates what the program starts with, as far as the pack serves it.
    pub(super) fn instantiate_known(&self, scope: &mut Scope<'_>) -> Result<(), Thrown> {
        let Some(known) = self.known().filter(|known| known.start_holds()) else { return Ok(()) };
        for row in known.start_rows() {
            let id = self.graph.borrow_mut().of_row(known, row);
            if !matches!(self.graph.borrow().module(id).state, State::Idle) {
                continue;
            }
            if let Some(decoded) = self.pool.borrow_mut().take_prefetched(row) {
                self.accept_known(scope, known, row, id, decoded)?;
            }
        }
        Ok(())
    }

    fn accept_known(
        &self,
        scope: &mut Scope<'_>,
        known: &Known,
        row: u32,
        id: Id,
        decoded: Decoded,
    ) -> Result<(), Thrown> {
        let Decoded { body, source_bytes, duration } = decoded;
        let is_built_in = matches!(body, Body::BuiltIn(_));
        let made = timed(self.timeline(), Phase::Instantiating, Some(id), || {
            scope.nested(|scope| self.instantiate(scope, id, body))
        })?;
        let mut graph = self.graph.borrow_mut();
        let state = match made {
            Err(failure) => State::Failed(failure),
            Ok(record) => {
                let requests = known.row(row).map(|view| view.requests()).into_iter().flatten();
                let targets: Rc<[Id]> = requests.map(|target| graph.of_row(known, target)).collect();
                State::Loaded { record, targets, connected: false }
            }
        };
        let module = graph.module_mut(id);
        module.outcome = Some(if is_built_in { Outcome::Uncached } else { Outcome::Hit });
        module.served = true;
        module.duration = duration;
        module.source_bytes = source_bytes;
        module.state = state;
        Ok(())
    }
}
