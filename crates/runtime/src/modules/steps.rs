//! A graph taken apart into pieces that can be linked and evaluated one after another, with the same effects in the same
//! order as the whole, so that each can be timed.

use rustc_hash::FxHashMap;

use super::Id;

/// What to evaluate, piece by piece: evaluating each in turn, and the root at the end, runs every module when evaluating the
/// root at once would have run it.
///
/// A piece is a strongly connected component, named by the module at which the walk of ECMA-262 16.2.1.6.1.3.1
/// (InnerModuleEvaluation) enters it. One that the walk completes while a module outside of it has been run and its own
/// component is not complete yet is left to that component: by itself it would run too early.
pub(super) fn steps<'g>(root: Id, targets: impl Fn(Id) -> &'g [Id]) -> Vec<Id> {
    let mut walk = Walk { places: FxHashMap::default(), open: Vec::new(), steps: Vec::new() };
    let mut path = vec![walk.enter(root)];
    while let Some(frame) = path.last_mut() {
        let targets = targets(frame.id);
        if let Some(&target) = targets.get(frame.next) {
            frame.next += 1;
            match walk.places.get(&target) {
                None => path.push(walk.enter(target)),
                // A component that is complete counts no more.
                Some(&Place { index, open: true }) => frame.lowest = frame.lowest.min(index),
                Some(Place { open: false, .. }) => {}
            }
            continue;
        }
        let Frame { id, lowest, .. } = *frame;
        path.pop();
        if lowest == walk.places[&id].index {
            walk.close(id, path.len());
        } else if let Some(parent) = path.last_mut() {
            parent.lowest = parent.lowest.min(lowest);
        }
    }
    walk.steps
}

/// Tarjan's algorithm, without recursion.
struct Walk {
    places: FxHashMap<Id, Place>,
    /// Modules whose component is not complete.
    open: Vec<Id>,
    steps: Vec<Id>,
}

#[derive(Clone, Copy)]
struct Place {
    index: usize,
    open: bool,
}

/// A module on the path of the walk.
struct Frame {
    id: Id,
    /// The next of its targets to look at.
    next: usize,
    /// The earliest open module that it is known to reach.
    lowest: usize,
}

impl Walk {
    fn enter(&mut self, id: Id) -> Frame {
        let index = self.places.len();
        self.places.insert(id, Place { index, open: true });
        self.open.push(id);
        Frame { id, next: 0, lowest: index }
    }

    /// The component entered at `id` is complete; `above` modules are on the path to it.
    fn close(&mut self, id: Id, above: usize) {
        while let Some(member) = self.open.pop() {
            if let Some(place) = self.places.get_mut(&member) {
                place.open = false;
            }
            if member == id {
                break;
            }
        }
        // Whatever is open now is either on the path, and runs later, or has run already.
        if self.open.len() == above {
            self.steps.push(id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps_of(graph: &[&[Id]]) -> Vec<Id> {
        steps(0, |id| graph[id as usize])
    }

    #[test]
    fn without_cycles_every_module_is_a_step_after_what_it_requests() {
        assert_eq!(steps_of(&[&[1, 2], &[3], &[3], &[]]), [3, 1, 2, 0]);
        assert_eq!(steps_of(&[&[]]), [0]);
    }

    #[test]
    fn a_cycle_is_one_step() {
        assert_eq!(steps_of(&[&[1], &[2], &[1, 3], &[]]), [3, 1, 0]);
        assert_eq!(steps_of(&[&[0]]), [0]);
    }

    /// 1 runs before 2, but only as a part of 0's component.
    #[test]
    fn what_would_run_before_an_open_component_waits_for_it() {
        assert_eq!(steps_of(&[&[1, 2], &[0], &[]]), [0]);
        assert_eq!(steps_of(&[&[2, 1], &[0], &[]]), [2, 0]);
    }

    #[test]
    fn depth_costs_no_stack() {
        let chain: Vec<Vec<Id>> = (1..=100_000).map(|next| vec![next]).chain([Vec::new()]).collect();
        assert_eq!(steps(0, |id| &chain[id as usize]).len(), 100_001);
    }
}
