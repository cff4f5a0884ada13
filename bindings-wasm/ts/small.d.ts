// What wasm-bindgen writes into `dist/small.js`, as far as it is used here.
export default function init(options: { module_or_path: unknown }): Promise<unknown>;
