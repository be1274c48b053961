use std::marker::PhantomData;

use crate::{Local, Scope, Thrown};

/// A function that scripts can call.
pub type Native = for<'s> fn(&mut Scope<'s>, &Arguments<'s>) -> Result<Local<'s>, Thrown>;

/// What a native function was called with. Absent arguments read as `undefined`.
pub struct Arguments<'s> {
    pub(crate) this: u32,
    pub(crate) first: u32,
    pub(crate) length: u32,
    pub(crate) data: u32,
    pub(crate) scope: PhantomData<fn(&'s ()) -> &'s ()>,
}

impl<'s> Arguments<'s> {
    pub fn get(&self, index: u32) -> Local<'s> {
        const UNDEFINED: u32 = 0;
        Local::at(if index < self.length { self.first + index } else { UNDEFINED })
    }

    pub fn len(&self) -> u32 {
        self.length
    }

    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    pub fn this(&self) -> Local<'s> {
        Local::at(self.this)
    }

    /// The value bound to the function when it was made; see [`Scope::native`].
    pub fn data(&self) -> Local<'s> {
        Local::at(self.data)
    }

    pub fn iter(&self) -> impl Iterator<Item = Local<'s>> + use<'s> {
        let (first, end) = (self.first, self.first + self.length);
        (first..end).map(Local::at)
    }
}
