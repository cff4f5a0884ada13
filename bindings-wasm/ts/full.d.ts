// What wasm-bindgen writes into `dist/full.js`, as far as it is used here.
export { default } from "./small.js";
