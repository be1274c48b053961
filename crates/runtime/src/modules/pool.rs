//! Modules are fetched on every core: threads take orders from the front of one queue, and so does the main thread while
//! it has nothing else to do.

use std::collections::VecDeque;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use parbake_engine::Frontend;

use super::fetch::{Fetched, Order, Shared};

/// Native stack for parsing: the same on every thread, so that what nests too deep does so wherever it is compiled.
pub(crate) const PARSER_STACK_BYTES: usize = 16 << 20;

/// Room below the parser's for what surrounds it.
const STACK_MARGIN_BYTES: usize = 1 << 20;

/// A thread costs more than it gains while fewer orders than this wait.
const ORDERS_WORTH_A_THREAD: usize = 2;

const MOST_THREADS: usize = 7;

pub(crate) struct Pool {
    shared: Arc<Shared>,
    queue: Arc<Queue>,
    frontend: Frontend,
    sender: Sender<Fetched>,
    results: Receiver<Fetched>,
    threads: usize,
    /// Ordered and not handed out by [`Pool::next`] yet.
    outstanding: usize,
}

#[derive(Default)]
struct Queue {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    orders: VecDeque<Order>,
}

impl Pool {
    pub(crate) fn new(shared: Arc<Shared>) -> Self {
        let frontend = Frontend::new(&shared.engine, PARSER_STACK_BYTES);
        let (sender, results) = channel();
        Self { shared, queue: Arc::default(), frontend, sender, results, threads: 0, outstanding: 0 }
    }

    /// Takes orders, all at once: waking a thread costs a system call.
    pub(crate) fn submit(&mut self, orders: impl IntoIterator<Item = Order>) {
        let mut state = self.queue.lock();
        let before = state.orders.len();
        state.orders.extend(orders);
        let waiting = state.orders.len();
        drop(state);
        self.outstanding += waiting - before;
        if self.threads == 0 && waiting >= ORDERS_WORTH_A_THREAD {
            self.start_threads();
        }
        self.queue.changed.notify_all();
    }

    /// The next module that is fetched, in no particular order; `None` when nothing is under way.
    pub(crate) fn next(&mut self) -> Option<Fetched> {
        if self.outstanding == 0 {
            return None;
        }
        self.outstanding -= 1;
        if let Ok(fetched) = self.results.try_recv() {
            return Some(fetched);
        }
        let order = self.queue.lock().orders.pop_front();
        if let Some(order) = order {
            return Some(self.shared.fetch(&mut self.frontend, order));
        }
        // An order is with a thread, which answers it; this end keeps a sender, so the channel stays open.
        self.results.recv().ok()
    }

    fn start_threads(&mut self) {
        let cores = thread::available_parallelism().map_or(1, NonZero::get);
        for _ in 1..cores.min(MOST_THREADS + 1) {
            let (shared, queue, sender) = (Arc::clone(&self.shared), Arc::clone(&self.queue), self.sender.clone());
            let spawned = thread::Builder::new()
                .name("modules".to_owned())
                .stack_size(PARSER_STACK_BYTES + STACK_MARGIN_BYTES)
                .spawn(move || work(&shared, &queue, &sender));
            if spawned.is_err() {
                break; // the main thread fetches alone
            }
            self.threads += 1;
        }
    }
}

impl Queue {
    /// A thread that panicked left the queue as it was: every change to it is one call.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn work(shared: &Shared, queue: &Queue, sender: &Sender<Fetched>) {
    let mut frontend = Frontend::new(&shared.engine, PARSER_STACK_BYTES);
    while sender.send(shared.fetch(&mut frontend, take_order(queue))).is_ok() {}
}

fn take_order(queue: &Queue) -> Order {
    let mut state = queue.lock();
    loop {
        if let Some(order) = state.orders.pop_front() {
            return order;
        }
        state = queue.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
    }
}
