//! One module, as the hooks leave it.

use std::mem;

use parbake_engine::{Local, ModuleId, Scope, Thrown};
use parbake_loader::Resolved;

use super::{text_at, type_name};
use crate::Runtime;
use crate::modules::common_js::Loaded;
use crate::modules::order::{Fetched, Place};
use crate::modules::source::{Raw, Source, read_target};
use crate::modules::{Failure, Id, LoadError};

/// A module as it is without hooks.
pub(super) struct Read {
    raw: Raw,
    place: Place,
    /// The name of its format, where that is its own and not one that a hook gave it.
    own_format: Option<&'static str>,
}

/// The same, as hooks see it.
pub(crate) struct Unhooked {
    pub(crate) format: String,
    /// `None` of a built-in.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// What hooks have made of a module.
enum Answer {
    AsIs,
    Made { format: String, text: String },
}

impl Runtime {
    /// What is at a place, for a hook that takes it for what it `expected`.
    pub(crate) fn unhooked(&self, url: &str, resolved: Resolved, expected: Option<&str>) -> Result<Unhooked, Failure> {
        let Resolved { target, format, .. } = resolved;
        let place = Place::Resolved { target: target.clone(), format };
        let raw = match read_target(target, format) {
            Ok(Source::BuiltIn(_)) => return Ok(Unhooked { format: "builtin".to_owned(), bytes: None }),
            Ok(Source::Bytes(raw)) => raw,
            Err(error) => return Err(Failure::of_module(&error, url)),
        };
        let own = self.shared().format_of(&raw);
        let bytes = Some(raw.bytes.clone());
        let own_format = own.filter(|own| expected.is_none_or(|expected| expected == *own));
        self.hooks.read.borrow_mut().insert(url.to_owned(), Read { raw, place, own_format });
        Ok(Unhooked { format: expected.or(own).unwrap_or_default().to_owned(), bytes })
    }

    pub(super) fn fetch_through_hooks(&self, scope: &mut Scope<'_>, id: Id) -> Result<Fetched, Thrown> {
        let (url, place) = {
            let graph = self.graph.borrow();
            let module = graph.module(id);
            (module.url.to_string(), module.place.clone())
        };
        if let Place::Inline(_) = place {
            return Ok(self.fetch_hooked(id, place));
        }
        let outer = mem::take(&mut *self.hooks.read.borrow_mut());
        let answer = self.ask_for_module(scope, id, &url, &place);
        let mut read = mem::replace(&mut *self.hooks.read.borrow_mut(), outer);
        match answer? {
            Answer::AsIs => match self.place_as_is(&url, id) {
                Ok(place) => Ok(self.fetch_hooked(id, place)),
                Err(failure) => Err(self.throw_failure(scope, &failure)),
            },
            Answer::Made { format, text } => match read.remove(&url).filter(|read| read.is(&format, &text)) {
                Some(Read { raw, place, .. }) => {
                    self.graph.borrow_mut().module_mut(id).place = place;
                    let order = self.graph.borrow_mut().order_through_hooks(self.known(), id);
                    Ok(self.pool.borrow_mut().fetch_bytes_here(&order, raw))
                }
                None => {
                    self.graph.borrow_mut().module_mut(id).place = Place::Hooked(text.clone());
                    let order = self.graph.borrow_mut().order_through_hooks(self.known(), id);
                    Ok(self.pool.borrow_mut().make_here(&order, &format, text))
                }
            },
        }
    }

    fn ask_for_module(&self, scope: &mut Scope<'_>, id: Id, url: &str, place: &Place) -> Result<Answer, Thrown> {
        let expected = match place {
            Place::Hooks { format } => format.clone(),
            _ => None,
        };
        let module_type = self.graph.borrow().module(id).module_type;
        let answer = self.call_built_in(scope, "hooks-import", c"load", |scope| {
            let url = scope.string(url)?;
            let expected = scope.string_or_undefined(expected.as_deref())?;
            let module_type = scope.string_or_undefined(type_name(module_type))?;
            Ok(vec![url, expected, module_type])
        })?;
        let (format, text) = (text_at(scope, answer, 0)?, text_at(scope, answer, 1)?);
        Ok(format.zip(text).map_or(Answer::AsIs, |(format, text)| Answer::Made { format, text }))
    }

    /// Where the module is that no hook has looked at.
    fn place_as_is(&self, url: &str, id: Id) -> Result<Place, Failure> {
        let module_type = self.graph.borrow().module(id).module_type;
        let resolved = self.shared().resolver.resolve(url, url, module_type);
        let resolved = resolved.map_err(|error| Failure::of_resolution(&error, None))?;
        Ok(Place::Resolved { target: resolved.target, format: resolved.format })
    }

    fn fetch_hooked(&self, id: Id, place: Place) -> Fetched {
        self.graph.borrow_mut().module_mut(id).place = place;
        let order = self.graph.borrow_mut().order_through_hooks(self.known(), id);
        self.pool.borrow_mut().fetch_here(order)
    }

    /// The function around a CommonJS module that came through the hooks; `undefined` for all others.
    pub(crate) fn hooked_common_js<'s>(&self, scope: &mut Scope<'s>, id: Id) -> Result<Local<'s>, Thrown> {
        if !self.graph.borrow().module(id).hooked {
            return Ok(scope.undefined());
        }
        match self.load_required(scope, id) {
            Ok(Loaded::CommonJs { stencil, collect }) => {
                scope.common_js(&stencil, ModuleId::new(id).expect("fewer than 2^31 modules"), collect)
            }
            Ok(_) => Ok(scope.undefined()),
            Err(LoadError::Thrown(thrown)) => Err(thrown),
            Err(LoadError::Failed(failure)) => Err(self.throw_failure(scope, &failure)),
        }
    }
}

impl Read {
    /// Whether this is what the hooks gave back.
    fn is(&self, format: &str, text: &str) -> bool {
        self.own_format == Some(format) && parbake_loader::decode(self.raw.bytes.clone()) == text
    }
}
