// A file of the browser, inside the worker that owns it: SQLite reads and writes there, by the full build's `Folder`.

import { Book, type Engine, type Module } from "./book.js";
import { defect, isBroken, needWhole } from "./defect.js";
import { RealDealError, type Refusal } from "./error.js";
import { alone, checked, exists, fileExists, folderOf, noSuchFile, onceFree, removeFolder } from "./files.js";
import { host } from "./host.js";
import type { Copying } from "./serve.js";

/** The folder of a book, taken. */
export interface Folder {
  open(lent: typeof host): Engine;
  hasFile(): boolean;
  read(): Uint8Array;
  write(bytes: Uint8Array): void;
  release(): void;
}

/** What wasm-bindgen makes of the full build. */
export interface FullModule extends Module {
  Folder: { take(path: string): Promise<Folder> };
}

/** A book that is open, with what closes it and gives back its file. */
export interface Opened {
  book: Book;
  release(): void;
}

/** The module throws what the browser threw, or a refusal as text; anything else is a defect. */
async function understood<T>(module: FullModule, work: () => T | Promise<T>): Promise<T> {
  needWhole(module);
  try {
    return await work();
  } catch (error) {
    if (typeof error === "string") throw new RealDealError(JSON.parse(error) as Refusal);
    throw error instanceof WebAssembly.RuntimeError ? defect(module, "file", error) : error;
  }
}

function take(module: FullModule, name: string): Promise<Folder> {
  return onceFree(name, () => understood(module, () => module.Folder.take(folderOf(name))));
}

/** Opens a file, or an empty one. This worker must own it. */
export async function openFile(module: FullModule, name: string): Promise<Opened> {
  const folder = await take(module, name);
  try {
    const book = new Book(await understood(module, () => folder.open(host)), module);
    const release = () => {
      book.close();
      letGo(module, folder);
    };
    return { book, release };
  } catch (error) {
    letGo(module, folder);
    throw error;
  }
}

/** What met a defect lets go of nothing; the end of its worker does. */
function letGo(module: FullModule, folder: Folder): void {
  if (!isBroken(module)) folder.release();
}

/** Files that nobody has open. */
export function copying(load: () => Promise<FullModule>): Copying {
  return {
    async read(name) {
      return alone(checked(name), async () => {
        if (!(await exists(name))) throw noSuchFile(name);
        const module = await load();
        // Whoever was ended in the middle of a unit of work left its journal behind: opening the book undoes the unit.
        const folder = await take(module, name);
        await understood(module, () => folder.open(host).free());
        return understood(module, () => folder.read());
      });
    },
    async write(name, bytes) {
      return alone(checked(name), async () => {
        if (await exists(name)) throw fileExists(name);
        const module = await load();
        const folder = await take(module, name);
        try {
          await understood(module, () => folder.write(bytes));
          // What is no book of this engine's, or of a newer one, is refused now rather than when it is wanted.
          await understood(module, () => folder.open(host).free());
        } catch (error) {
          letGo(module, folder);
          await removeFolder(name);
          throw error;
        }
        folder.release();
      });
    },
  };
}
