// Patterns of IAM: `*` stands for any text, `?` for one character.

/** Longer ones are written by nobody. */
const longest = 512;

/**
 * Does the pattern hold everything that the text, itself a pattern, may stand for? Linear but for the last `*`; says no
 * where it cannot be sure.
 */
export function covers(pattern: string, text: string): boolean {
  if (pattern === '*') return true;
  if (pattern.length > longest || text.length > longest) return false;
  let [at, from, star, retry] = [0, 0, -1, 0];
  while (from < text.length) {
    const [wanted, char] = [pattern[at], text[from]];
    if (wanted === '*') {
      star = at;
      retry = from;
      at += 1;
    } else if (wanted !== undefined && (wanted === char || (wanted === '?' && char !== '*'))) {
      at += 1;
      from += 1;
    } else if (star >= 0) {
      at = star + 1;
      retry += 1;
      from = retry;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** Comparisons that one file may cost: a few seconds. A hostile file holds patterns by the thousand, for each of its users. */
export interface Budget {
  left: number;
}

export const newBudget = (): Budget => ({ left: 20_000_000 });

const fixed = (pattern: string): string => pattern.split(/[*?]/, 1).join('');

/** By their fixed beginnings; false: nothing can be in both. */
const mayMeet = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/** The service that an action pattern is bound to; '' where it is bound to none. */
const serviceOf = (pattern: string): string => {
  const service = pattern.slice(0, Math.max(0, pattern.indexOf(':')));
  return /[*?]/.test(service) ? '' : service;
};

interface Pattern {
  readonly written: string;
  readonly plain: string;
  /** What stands before the first `*` or `?`. */
  readonly prefix: string;
}

/** Patterns of actions, which are compared without case (IAM JSON policy elements: Action). */
export class ActionPatterns {
  readonly #byService = new Map<string, Pattern[]>();
  readonly #all: Pattern[] = [];
  readonly #budget: Budget;

  constructor(patterns: readonly string[], budget: Budget) {
    this.#budget = budget;
    for (const written of new Set(patterns)) {
      const plain = written.toLowerCase();
      const pattern = { written, plain, prefix: fixed(plain) };
      this.#all.push(pattern);
      const service = serviceOf(plain);
      const others = this.#byService.get(service);
      if (others === undefined) this.#byService.set(service, [pattern]);
      else others.push(pattern);
    }
  }

  /** One of them holds all that the action stands for. Once the budget is spent: not known, so no. */
  cover(action: string): boolean {
    const plain = action.toLowerCase();
    return this.#near(plain).some((pattern) => covers(pattern.plain, plain));
  }

  /** What is in the action and in one of them. Where two only cross, and where nobody knows, the action stays as it is. */
  within(action: string): readonly string[] {
    const plain = action.toLowerCase();
    const prefix = fixed(plain);
    const met = this.#near(plain).filter((pattern) => mayMeet(pattern.prefix, prefix));
    if (this.#budget.left <= 0 || met.some((pattern) => covers(pattern.plain, plain))) return [action];
    return met.every((pattern) => covers(plain, pattern.plain)) ? met.map(({ written }) => written) : [action];
  }

  #near(plain: string): readonly Pattern[] {
    if (this.#budget.left <= 0) return [];
    const service = serviceOf(plain);
    const near =
      service === '' ? this.#all : [...(this.#byService.get(service) ?? []), ...(this.#byService.get('') ?? [])];
    this.#budget.left -= near.length + 1;
    return near;
  }
}

export const coversAction = (pattern: string, action: string): boolean =>
  covers(pattern.toLowerCase(), action.toLowerCase());
