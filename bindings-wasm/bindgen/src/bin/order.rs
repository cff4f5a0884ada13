//! Names the functions of a module so that they lie beside those that they are like, once somebody sorts them by name:
//! `order <module.wasm>`. `cargo xtask wasm` calls it between two runs of wasm-opt, the second of which sorts.
//!
//! gzip finds what is alike within 32 KiB, and a module has over a megabyte. What was compiled from one function for many types
//! is alike to the byte for long stretches, but lies wherever the compiler put it.

use std::collections::{HashMap, VecDeque};
use std::process::ExitCode;

/// How many bytes in a row are looked for elsewhere: fewer are found everywhere, more are rare.
const RUN: usize = 6;
/// What so many functions have in common says nothing about any two of them.
const COMMON: usize = 1_000;
/// What a run says of two functions, shared out among all that have it, and still a lot where a thousand do.
const WEIGHT: u64 = 720_720;
/// How far back gzip is sure to see, less what the function itself takes.
const WINDOW: usize = 30_000;
/// A short function is easily like another in most of its bytes; this much longer it is taken to be.
const SHORT: usize = 300;

/// The sections of a module that matter here, by their numbers in the format.
const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;

fn main() -> ExitCode {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: order <module.wasm>");
        return ExitCode::from(2);
    };
    let named = std::fs::read(&path).map_err(|why| why.to_string()).and_then(|module| {
        let named = named(&module).ok_or("it is not a module that imports nothing but functions")?;
        std::fs::write(&path, named).map_err(|why| why.to_string())
    });
    match named {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("order: {path}: {why}");
            ExitCode::FAILURE
        }
    }
}

/// The module with the names of its functions, which say in which order they should be, and no other names.
fn named(module: &[u8]) -> Option<Vec<u8>> {
    let (mut kept, mut imported, mut functions) = (module.get(..8)?.to_vec(), 0, Vec::new());
    for Section { id, whole, body } in sections(module)? {
        match id {
            CUSTOM if body.starts_with(b"\x04name") => continue,
            IMPORT => imported = imports(body)?,
            CODE => functions = bodies(body)?,
            _ => {}
        }
        kept.extend_from_slice(whole);
    }
    let mut places = vec![0; functions.len()];
    for (place, function) in by_likeness(&functions).into_iter().enumerate() {
        places[function] = place;
    }
    let mut names = Vec::new();
    number(functions.len(), &mut names);
    for (function, place) in places.into_iter().enumerate() {
        let name = format!("{place:06}");
        number(imported + function, &mut names);
        number(name.len(), &mut names);
        names.extend_from_slice(name.as_bytes());
    }
    // Of the kinds of names in this section, those of functions are number 1.
    let mut section = b"\x04name\x01".to_vec();
    number(names.len(), &mut section);
    section.extend(names);
    kept.push(CUSTOM);
    number(section.len(), &mut kept);
    kept.extend(section);
    Some(kept)
}

/// The functions, each behind those that it is most like.
fn by_likeness(functions: &[&[u8]]) -> Vec<usize> {
    let likeness = likeness(functions);
    let mut likes = vec![0_u64; functions.len()];
    let mut left: Vec<bool> = vec![true; functions.len()];
    let (mut recent, mut within) = (VecDeque::new(), 0);
    let mut order = Vec::with_capacity(functions.len());
    let mut next = (0..functions.len()).max_by_key(|&function| functions[function].len());
    while let Some(function) = next {
        left[function] = false;
        order.push(function);
        recent.push_back(function);
        within += functions[function].len();
        likeness[function].iter().for_each(|(&other, weight)| likes[other] += weight);
        while within > WINDOW && recent.len() > 1 {
            let Some(out) = recent.pop_front() else { break };
            within -= functions[out].len();
            likeness[out].iter().for_each(|(&other, weight)| likes[other] -= weight);
        }
        // By the share of it that is known; the first among equals.
        let share = |function: usize| likes[function] / (functions[function].len() + SHORT) as u64;
        let rest = (0..functions.len()).rev().filter(|&function| left[function]);
        next = rest.max_by_key(|&function| share(function));
    }
    order
}

/// How much each function has in common with each other: for every run of bytes a share of its weight.
fn likeness(functions: &[&[u8]]) -> Vec<HashMap<usize, u64>> {
    let mut runs: Vec<(&[u8], usize)> = Vec::new();
    for (function, body) in functions.iter().enumerate() {
        runs.extend(body.windows(RUN).map(|run| (run, function)));
    }
    runs.sort_unstable();
    runs.dedup();
    let mut likeness = vec![HashMap::new(); functions.len()];
    for alike in runs.chunk_by(|one, other| one.0 == other.0).filter(|alike| alike.len() <= COMMON) {
        let weight = WEIGHT / alike.len() as u64;
        for &(_, one) in alike {
            for &(_, other) in alike.iter().filter(|&&(_, other)| other != one) {
                *likeness[one].entry(other).or_default() += weight;
            }
        }
    }
    likeness
}

/// A section of a module.
struct Section<'a> {
    id: u8,
    whole: &'a [u8],
    body: &'a [u8],
}

fn sections(module: &[u8]) -> Option<Vec<Section<'_>>> {
    let (mut sections, mut at) = (Vec::new(), 8);
    while at < module.len() {
        let (start, id) = (at, module[at]);
        at += 1;
        let length = read(module, &mut at)?;
        let body = module.get(at..)?.get(..length)?;
        at += length;
        sections.push(Section { id, whole: &module[start..at], body });
    }
    Some(sections)
}

/// How many functions are imported, which are counted before the module's own.
fn imports(section: &[u8]) -> Option<usize> {
    let mut at = 0;
    let count = read(section, &mut at)?;
    for _ in 0..count {
        for _ in 0..2 {
            at += read(section, &mut at)?;
        }
        let is_function = *section.get(at)? == 0;
        at += 1;
        read(section, &mut at).filter(|_| is_function)?;
    }
    Some(count)
}

fn bodies(section: &[u8]) -> Option<Vec<&[u8]>> {
    let mut at = 0;
    let count = read(section, &mut at)?;
    let body = |_| {
        let length = read(section, &mut at)?;
        let start = at;
        at += length;
        section.get(start..at)
    };
    (0..count).map(body).collect()
}

/// A number as the format writes it: seven bits a byte, the lowest first.
fn read(bytes: &[u8], at: &mut usize) -> Option<usize> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = *bytes.get(*at)?;
        *at += 1;
        number |= usize::from(byte & 0x7F).checked_shl(shift)?;
        shift += 7;
        if byte < 0x80 {
            return Some(number);
        }
    }
}

fn number(mut number: usize, bytes: &mut Vec<u8>) {
    while number >= 0x80 {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}
