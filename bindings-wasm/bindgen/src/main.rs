//! Runs wasm-bindgen on a built module: `bindgen <module.wasm> <folder> <name>`. `cargo xtask wasm` calls it.
//!
//! wasm-bindgen's own program does the same with more switches. It must be of the very version of the library in `Cargo.lock`,
//! so that people would have to install it anew whenever that changes; as a library its version is fixed beside this file.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [module, folder, name] = arguments.as_slice() else {
        eprintln!("usage: bindgen <module.wasm> <folder> <name>");
        return ExitCode::from(2);
    };
    let mut bindgen = Bindgen::new();
    let made = bindgen
        .input_path(module)
        .out_name(name)
        .web(true)
        .and_then(|bindgen| bindgen.typescript(true).generate(folder));
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("bindgen: {why:#}");
            ExitCode::FAILURE
        }
    }
}
