//! A warm start: what the program starts with is instantiated out of its pack, module by module in the pack's order.
//! Nothing is resolved and no specifier is looked at: the pack says which module each request means.

use std::rc::Rc;

use parbake_cache::ModuleView;
use parbake_engine::{Scope, Thrown};
use parbake_loader::Format;

use super::common_js::CommonJs;
use super::format_code;
use super::order::{Body, Outcome};
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
            // What may be required is left until somebody asks for it, and says as what.
            let format = known.row(row).map(|view| format_code::to_format(view.format));
            if matches!(format, Some(Format::CommonJs | Format::Json)) {
                continue;
            }
            if !matches!(self.graph.borrow().module(id).state, State::Idle) {
                continue;
            }
            if let Some(decoded) = self.pool.borrow_mut().take_prefetched(row) {
                self.accept_known(scope, known, row, id, decoded)?;
            }
        }
        Ok(())
    }

    /// Takes a module that is asked for now out of what was decoded ahead, if it is there.
    pub(super) fn serve(&self, scope: &mut Scope<'_>, id: Id) -> Result<(), Thrown> {
        let Some((known, row)) = self.servable(id) else { return Ok(()) };
        let decoded = self.pool.borrow_mut().take_prefetched(row);
        decoded.map_or(Ok(()), |decoded| self.accept_known(scope, known, row, id, decoded))
    }

    /// The text of JSON that is required, if the pack serves it.
    pub(super) fn serve_json(&self, id: Id) -> Option<String> {
        let (_, row) = self.servable(id)?;
        let Decoded { body: Body::Json(text), source_bytes, duration } = self.pool.borrow_mut().take_prefetched(row)?
        else {
            return None;
        };
        let mut graph = self.graph.borrow_mut();
        graph.note_served(id, Outcome::Hit, duration, source_bytes);
        graph.module_mut(id).state = State::Required;
        Some(text)
    }

    /// The row of a module that nobody has asked for yet. Once the program runs, its file is looked at again: the program may
    /// have written it.
    fn servable(&self, id: Id) -> Option<(&Known, u32)> {
        let graph = self.graph.borrow();
        let module = graph.module(id);
        let row = module.row.filter(|_| matches!(module.state, State::Idle))?;
        let known = self.known().filter(|known| known.is_trusted() && known.start_rows().contains(&row))?;
        let is_as_it_was = !graph.started || known.row(row).is_some_and(|view| is_as_it_was(&view));
        is_as_it_was.then_some((known, row))
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
        let has_top_level_await = body.has_top_level_await();
        if let Body::CommonJs { stencil, names } = body {
            let mut graph = self.graph.borrow_mut();
            graph.note_served(id, Outcome::Hit, duration, source_bytes);
            graph.module_mut(id).state = State::CommonJs(CommonJs::new(stencil, names));
            return Ok(());
        }
        let made = timed(self.timeline(), Phase::Instantiating, Some(id), || {
            scope.nested(|scope| self.instantiate(scope, id, body))
        })?;
        let mut graph = self.graph.borrow_mut();
        let state = match made {
            Err(failure) => State::Failed(failure),
            Ok(record) => {
                let requests = known.row(row).map(|view| view.requests()).into_iter().flatten();
                let targets: Rc<[Id]> = requests.map(|target| graph.of_row(known, target)).collect();
                State::Loaded { record, targets, connected: false, has_top_level_await }
            }
        };
        let outcome = if is_built_in { Outcome::Uncached } else { Outcome::Hit };
        graph.note_served(id, outcome, duration, source_bytes);
        graph.module_mut(id).state = state;
        Ok(())
    }
}

fn is_as_it_was(view: &ModuleView<'_>) -> bool {
    match (view.file, view.stamp) {
        (Some(file), Some(stamp)) => stamp.still_holds(&file.to_path_buf()),
        (Some(_), None) => false,
        // A built-in, or text in a URL.
        (None, _) => true,
    }
}
