//! How modules come into the graph: by a row of the program's pack, or by a resolution.

use std::path::PathBuf;
use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use parbake_bmes::ModuleType;
use parbake_loader::{Format, Resolved};

use super::{Graph, Module, State};
use crate::modules::company::Wait;
use crate::modules::{Answer, Fetched, Id, Known, Order, Place, format_code};

impl Graph {
    pub(in crate::modules) fn insert(
        &mut self,
        url: Rc<str>,
        module_type: ModuleType,
        place: Place,
        row: Option<u32>,
    ) -> Id {
        let id = u32::try_from(self.modules.len()).expect("fewer than 2^32 modules");
        self.by_url.insert((Rc::clone(&url), module_type), id);
        if let Some(row) = row {
            self.set_row(row, id);
        }
        self.modules.push(Module {
            url,
            module_type,
            place,
            row,
            state: State::Idle,
            served: false,
            hooked: false,
            is_data: false,
            json: None,
            facts: None,
            outcome: None,
            duration: Duration::ZERO,
            source_bytes: 0,
            held: None,
            links: Vec::new(),
        });
        id
    }

    pub(in crate::modules) fn id_of_row(&self, row: u32) -> Option<Id> {
        self.by_row.get(row as usize).copied().flatten()
    }

    pub(in crate::modules) fn set_row(&mut self, row: u32, id: Id) {
        let place = row as usize;
        if self.by_row.len() <= place {
            self.by_row.resize(place + 1, None);
        }
        self.by_row[place] = Some(id);
    }

    /// The program's own text, when it has no file.
    pub(crate) fn insert_inline(&mut self, url: &str, text: String) -> Id {
        self.insert(Rc::from(url), ModuleType::JavaScript, Place::Inline(text), None)
    }

    /// Whether what is known of the module so far leaves it open that it is CommonJS.
    pub(crate) fn may_be_common_js(&self, known: Option<&Known>, id: Id) -> bool {
        let module = self.module(id);
        match &module.place {
            Place::Inline(_) | Place::Hooks { .. } | Place::Hooked(_) => false,
            Place::Row => {
                let (Some(known), Some(row)) = (known, module.row) else { return true };
                let format = known.row(row).map(|view| format_code::to_format(view.format));
                // A changed text may make a file of an undecided package something else.
                format == Some(Format::CommonJs) || !known.is_proven_at_start(row)
            }
            Place::Resolved { format, .. } => matches!(format, Format::CommonJs | Format::Detect),
        }
    }

    /// The module of a row of the program's pack.
    pub(crate) fn of_row(&mut self, known: &Known, row: u32) -> Id {
        if let Some(id) = self.id_of_row(row) {
            return id;
        }
        let view = known.row(row).expect("rows come from the pack");
        let (url, module_type) = (Rc::from(view.url()), view.module_type);
        if let Some(&id) = self.by_url.get(&(Rc::clone(&url), module_type)) {
            self.set_row(row, id);
            return id;
        }
        self.insert(url, module_type, Place::Row, Some(row))
    }

    /// The module of a fresh resolution, whose evidence is kept.
    pub(crate) fn of_resolution(&mut self, known: Option<&Known>, resolved: Resolved, module_type: ModuleType) -> Id {
        self.changed = true;
        let later = self.importing;
        self.of_fresh(known, resolved, module_type, later)
    }

    /// The same for `require`, whose modules are looked at when the program starts. That something was learned shows in the
    /// links: what `require.resolve` alone asked for is not worth a new pack.
    pub(in crate::modules) fn of_required(&mut self, known: Option<&Known>, resolved: Resolved) -> Id {
        let module_type = match resolved.format {
            Format::Json => ModuleType::Json,
            _ => ModuleType::JavaScript,
        };
        self.of_fresh(known, resolved, module_type, false)
    }

    /// The module of a fresh resolution. The paths that it rests on are kept, with those of `import()` if it is `later`; whether
    /// there is news shows when the module is there.
    pub(crate) fn of_fresh(
        &mut self,
        known: Option<&Known>,
        resolved: Resolved,
        module_type: ModuleType,
        later: bool,
    ) -> Id {
        let Resolved { url, target, format, consulted, missing } = resolved;
        self.add_evidence(&consulted, later);
        self.add_evidence(&missing, later);
        let url = Rc::from(url);
        if let Some(&id) = self.by_url.get(&(Rc::clone(&url), module_type)) {
            return id;
        }
        let row = known.and_then(|known| known.find(&url, module_type));
        self.insert(url, module_type, Place::Resolved { target, format }, row)
    }

    pub(crate) fn of_answer(&mut self, known: Option<&Known>, answer: Answer, module_type: ModuleType) -> Id {
        match answer {
            Answer::Row(row) => self.of_row(known.expect("rows come from the pack"), row),
            Answer::Resolved(resolved) => self.of_resolution(known, resolved, module_type),
            Answer::OfHooks => unreachable!("hooks are asked one request at a time"),
        }
    }

    pub(in crate::modules) fn add_evidence(&mut self, paths: &Arc<[PathBuf]>, later: bool) {
        let known = if later { &mut self.evidence.later } else { &mut self.evidence.start };
        for path in paths.iter() {
            if !known.contains(path) {
                known.insert(path.clone());
            }
        }
    }

    /// Marks the module as ordered.
    pub(in crate::modules) fn order(&mut self, known: Option<&Known>, id: Id) -> Order {
        let row = self.module(id).row;
        let proven = row.is_some_and(|row| {
            self.proven.contains(&row) || known.is_some_and(|known| !self.started && known.is_proven_at_start(row))
        });
        let module = self.module_mut(id);
        module.state = State::Ordered;
        Order {
            id,
            url: module.url.to_string(),
            module_type: module.module_type,
            place: module.place.clone(),
            row,
            proven,
            wait: Wait::default(),
            hooked: false,
        }
    }

    /// An order for a module that is visited: the program's hooks are asked about its requests.
    pub(in crate::modules) fn order_through_hooks(&mut self, known: Option<&Known>, id: Id) -> Order {
        let order = self.order(known, id);
        self.module_mut(id).state = State::Visited;
        Order { hooked: true, ..order }
    }

    /// Takes what a thread has fetched, if it is still waited for.
    pub(in crate::modules) fn keep(&mut self, fetched: Fetched) {
        let module = self.module_mut(fetched.id);
        if matches!(module.state, State::Ordered) {
            module.state = State::Fetched(Box::new(fetched));
        }
    }
}
