// What both builds and both places have in common: the module is fetched once, when it is first needed.

import { type Book, type MemoryOptions, type Module, openInMemory, unwrap } from "./book.js";
import { within } from "./defect.js";
import { type ToolMethods, toolMethods } from "./methods.js";

/** What wasm-bindgen writes: a function that sets the module up, and the module's own names. */
export interface Bound {
  default(options: { module_or_path: unknown }): Promise<unknown>;
}

/** A build of the engine, and where its bytes come from. */
export class Build<M extends Module = Module> {
  #module: Promise<M> | undefined;

  constructor(
    readonly bound: Bound,
    readonly bytes: () => unknown,
  ) {}

  load(): Promise<M> {
    this.#module ??= this.#fetch();
    // What could not be fetched may be there at the next try.
    this.#module.catch(() => (this.#module = undefined));
    return this.#module;
  }

  async open(options?: MemoryOptions): Promise<Book> {
    return openInMemory(await this.load(), options);
  }

  async tools(): Promise<ToolMethods> {
    const module = await this.load();
    const call = (name: string) => (...args: unknown[]) => {
      const text = JSON.stringify(args);
      return unwrap(within(module, name, () => module.tool(name, text)));
    };
    return Object.fromEntries(Object.keys(toolMethods).map((name) => [name, call(name)])) as unknown as ToolMethods;
  }

  async #fetch(): Promise<M> {
    await this.bound.default({ module_or_path: await this.bytes() });
    return this.bound as unknown as M;
  }
}
