// What every entry of the package gives, beside `Book`.

export { type EventOf, type Happened, type Listener, type MemoryOptions, Session } from "./book.js";
export type * from "./engine.js";
export * from "./error.js";
export * from "./methods.js";
export { Fixture, LegResults, Scores } from "./nouns.js";
export type { FileOptions, OpenOptions, WorkerLike } from "./line.js";
export { type Later, RemoteBook, RemoteSession } from "./remote.js";
export * from "./slip.js";
export type * from "./text.js";
