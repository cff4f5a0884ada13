// The clock and the random numbers of JavaScript, which the engine is lent: it has neither.

/** What the engine is lent. */
export interface Host {
  /** Microseconds since 1970. */
  now(): bigint;
  /** 64 random bits. */
  random(): bigint;
}

// A call to `getRandomValues` costs more than what is fetched: a page of numbers at once.
const pool = new BigUint64Array(512);
let left = 0;

export const host: Host = {
  now: () => BigInt(Date.now()) * 1000n,
  random() {
    if (left === 0) {
      crypto.getRandomValues(pool);
      left = pool.length;
    }
    left -= 1;
    return pool[left] as bigint;
  },
};
