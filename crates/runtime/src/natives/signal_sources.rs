//! Signals that the program listens for.
//!
//! One thread takes them all. A signal that nobody listens for any more does what it does by default.

use std::cell::RefCell;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use parbake_engine::{Arguments, Local, Scope, Thrown};
use rustc_hash::FxHashMap;
use rustix::io::Errno;
use signal_hook::consts::FORBIDDEN;
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level::emulate_default_handler;

use super::Functions;
use super::errno::{errno_of, failure};
use crate::Runtime;
use crate::background::{Report, Reporter, TaskId};

pub(super) const FUNCTIONS: Functions = &[(c"signalOpen", signal_open, 2), (c"signalClose", signal_close, 1)];

/// Who is told of a signal, by its number.
type Listeners = Arc<Mutex<FxHashMap<i32, Reporter>>>;

/// The thread that takes signals, once there is one.
struct Taker {
    handle: Handle,
    listeners: Listeners,
    /// What the event loop calls them by.
    sources: FxHashMap<i32, TaskId>,
}

thread_local! {
    static TAKER: RefCell<Option<Taker>> = const { RefCell::new(None) };
}

fn start() -> std::io::Result<Taker> {
    let mut signals = Signals::new(std::iter::empty::<i32>())?;
    let (handle, listeners) = (signals.handle(), Listeners::default());
    let shared = Arc::clone(&listeners);
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            take(signal, &shared);
        }
    })?;
    Ok(Taker { handle, listeners, sources: FxHashMap::default() })
}

fn take(signal: i32, listeners: &Listeners) {
    let listener = listeners.lock().unwrap_or_else(PoisonError::into_inner).get(&signal).cloned();
    match listener {
        Some(reporter) => {
            let report: Report = Box::new(move |scope| Ok(vec![scope.number(signal.into())]));
            reporter.report(report);
        }
        // The handler stays, so the default is played out by hand; what is ignored by default comes back from it.
        None => drop(emulate_default_handler(signal)),
    }
}

/// `signalOpen(number, callback)`: calls back for each such signal; the program does not wait for any. What failed, or
/// `undefined`.
fn signal_open<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let signal = scope.to_number(arguments.get(0))? as i32;
    let (source, reporter) = scope.host::<Runtime>().background.open(scope, arguments.get(1), false);
    match listen(signal, source, reporter) {
        Ok(()) => Ok(scope.undefined()),
        Err(errno) => {
            scope.host::<Runtime>().background.close(source);
            failure(scope, errno)
        }
    }
}

fn listen(signal: i32, source: TaskId, reporter: Reporter) -> Result<(), Errno> {
    if FORBIDDEN.contains(&signal) {
        return Err(Errno::INVAL);
    }
    TAKER.with_borrow_mut(|taker| {
        let taker = match taker {
            Some(taker) => taker,
            None => taker.insert(start().map_err(|error| errno_of(&error))?),
        };
        taker.listeners.lock().unwrap_or_else(PoisonError::into_inner).insert(signal, reporter);
        taker.sources.insert(signal, source);
        taker.handle.add_signal(signal).map_err(|error| errno_of(&error))
    })
}

/// `signalClose(number)`.
fn signal_close<'s>(scope: &mut Scope<'s>, arguments: &Arguments<'s>) -> Result<Local<'s>, Thrown> {
    let signal = scope.to_number(arguments.get(0))? as i32;
    let source = TAKER.with_borrow_mut(|taker| {
        let taker = taker.as_mut()?;
        taker.listeners.lock().unwrap_or_else(PoisonError::into_inner).remove(&signal);
        taker.sources.remove(&signal)
    });
    if let Some(source) = source {
        scope.host::<Runtime>().background.close(source);
    }
    Ok(scope.undefined())
}
