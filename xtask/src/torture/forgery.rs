//! Somebody who can write to the cache directory and knows everything but the key.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use parbake_bmes::{BuildId, TAG_SIZE, TagKey};

use super::lab::{BUILD, load, program, save};
use super::{Amount, Lab};

/// Numbers that look random and are the same on every run (xorshift64*).
struct Numbers(u64);

/// What there is to forge from.
struct Material {
    /// The pack that is to be replaced.
    target: Vec<u8>,
    /// A genuine pack of another program.
    other: Vec<u8>,
    /// A pack of the same program, genuine for another user.
    foreign: Vec<u8>,
    /// A pack of the same program by another build of the same user.
    other_build: Vec<u8>,
}

/// Forgeries, splices and replays.
pub fn run(lab: &Lab, amount: Amount) -> Result<String> {
    let count = amount.of(3000, 1_000_000);
    let cache = lab.library("secret", BUILD);
    let entry = program(0);
    let other_build = fs::read(save(&lab.library("secret", BuildId([7; 32])), &entry, BuildId([7; 32]))?)?;
    let foreign = fs::read(save(&lab.library("another secret", BUILD), &entry, BUILD)?)?;
    let other = fs::read(save(&cache, &program(1), BUILD)?)?;
    let path = save(&cache, &entry, BUILD)?;
    let material = Material { target: fs::read(&path)?, other, foreign, other_build };
    ensure!(load(&cache, &entry).is_ok(), "the genuine pack is refused");
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    for number in 0..count {
        fs::write(&path, material.forge(number, &mut numbers))?;
        ensure!(load(&cache, &entry).is_err(), "forgery {number} is accepted");
    }
    put_back(&path, &material.target)?;
    ensure!(load(&cache, &entry).is_ok(), "the genuine pack is refused afterwards");
    Ok(format!("{count} forgeries, splices and replays; 0 accepted"))
}

fn put_back(path: &Path, bytes: &[u8]) -> Result<()> {
    Ok(fs::write(path, bytes)?)
}

impl Material {
    fn forge(&self, number: usize, numbers: &mut Numbers) -> Vec<u8> {
        let mut forged = self.target.clone();
        let end = forged.len() - TAG_SIZE;
        match number % 8 {
            // Other content under a tag of a key of one's own.
            0 => {
                forged.truncate(end);
                numbers.change(&mut forged);
                TagKey::new(numbers.bytes()).seal(&mut forged);
            }
            // Other content under a tag that is made up, or zero.
            1 => {
                numbers.change(&mut forged[..end]);
                forged[end..].copy_from_slice(&numbers.bytes());
            }
            2 => {
                numbers.change(&mut forged[..end]);
                forged[end..].fill(0);
            }
            // The beginning of one genuine pack and the end of another.
            3 => {
                let place = 1 + numbers.below(self.other.len().min(forged.len()) - 1);
                forged = [&forged[..place], &self.other[place..]].concat();
                if forged == self.target || forged == self.other {
                    forged.push(0);
                }
            }
            // A genuine tag of other content.
            4 => {
                numbers.change(&mut forged[..end]);
                forged[end..].copy_from_slice(&self.other[self.other.len() - TAG_SIZE..]);
            }
            // Whole packs that are genuine somewhere else.
            5 => forged.clone_from(&self.other),
            6 => forged.clone_from(&self.foreign),
            _ => forged.clone_from(&self.other_build),
        }
        forged
    }
}

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).unwrap_or(0)
    }

    fn bytes(&mut self) -> [u8; 32] {
        std::array::from_fn(|_| self.next().to_le_bytes()[0])
    }

    /// Changes one to four bytes, so that they differ.
    fn change(&mut self, bytes: &mut [u8]) {
        for _ in 0..=self.below(4) {
            let place = self.below(bytes.len());
            bytes[place] = bytes[place].wrapping_add(1 + self.next().to_le_bytes()[0] % 32);
        }
    }
}
