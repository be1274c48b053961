//! Bits flipped, bytes missing, bytes too many.

use std::fs::{self, File};
use std::os::unix::fs::FileExt as _;

use anyhow::{Result, ensure};
use parbake_cache::LoadedPack;

use super::lab::{BUILD, load, program, save};
use super::{Amount, Lab};

/// Every bit of a number of packs through the reading path, and a number of bits through the whole command.
pub fn run(lab: &Lab, amount: Amount) -> Result<String> {
    let packs = amount.of(2, 200);
    let (mut flips, mut lengths) = (0_usize, 0_usize);
    for number in 0..packs {
        let (done, tried) = damage_pack(lab, number)?;
        flips += done;
        lengths += tried;
    }
    let runs = damage_runs(lab, amount.of(24, 4000))?;
    Ok(format!("{packs} packs, {flips} flips, {lengths} lengths, {runs} damaged runs of the command; 0 accepted"))
}

fn damage_pack(lab: &Lab, number: usize) -> Result<(usize, usize)> {
    let cache = lab.library("secret", BUILD);
    let entry = program(number);
    let path = save(&cache, &entry, BUILD)?;
    let bytes = fs::read(&path)?;
    let file = File::options().write(true).open(&path)?;
    let is_refused = |what: &str, loaded: bool| -> Result<()> {
        ensure!(!loaded, "pack {number}: accepted with {what}");
        Ok(())
    };
    let accepts = || load(&cache, &entry).is_ok_and(|pack: LoadedPack| pack.modules().len() == 3);
    ensure!(accepts(), "pack {number} is refused as it is");
    for bit in 0..bytes.len() * 8 {
        let place = bit / 8;
        file.write_all_at(&[bytes[place] ^ (1 << (bit % 8))], place as u64)?;
        is_refused(&format!("bit {bit} flipped"), load(&cache, &entry).is_ok())?;
        file.write_all_at(&bytes[place..=place], place as u64)?;
    }
    ensure!(accepts(), "pack {number} is refused after it was put right");
    for length in (0..bytes.len()).rev() {
        file.set_len(length as u64)?;
        is_refused(&format!("{length} bytes left"), load(&cache, &entry).is_ok())?;
    }
    for more in 1..=64 {
        fs::write(&path, [&bytes[..], &vec![0; more]].concat())?;
        is_refused(&format!("{more} bytes added"), load(&cache, &entry).is_ok())?;
    }
    Ok((bytes.len() * 8, bytes.len() + 64))
}

fn damage_runs(lab: &Lab, runs: usize) -> Result<usize> {
    lab.write("work/module.mjs", "export const text = `a ${'module'}`;\n")?;
    let main = lab.write("work/main.mjs", "import { text } from './module.mjs';\nconsole.log(text);\n")?;
    lab.expect(&[], &main, "a module\n")?;
    let served = lab.expect(&["--cache=ro"], &main, "a module\n")?;
    ensure!(served.hits == 2, "the undamaged pack serves {served:?}");
    let pack = lab.only_pack()?;
    let bytes = fs::read(&pack)?;
    let bits = bytes.len() * 8;
    for run in 0..runs {
        let bit = bits * run / runs;
        let mut damaged = bytes.clone();
        damaged[bit / 8] ^= 1 << (bit % 8);
        fs::write(&pack, damaged)?;
        let served = lab.expect(&["--cache=ro"], &main, "a module\n")?;
        ensure!(served.hits == 0, "bit {bit} flipped: {served:?}");
    }
    Ok(runs)
}
