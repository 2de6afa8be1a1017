import { CodeMemo, hashOf } from './code-memo.ts';
import type { EventColumns, Lane } from './usage-fold.ts';
import { isBrowser, programOf } from './user-agents.ts';

/** Events with their circumstances, as columns of codes; code 0 is what the source does not say. */
export interface BehaviourEvents extends EventColumns {
  /** Rows by time; exactly `length` long. */
  readonly order: Uint32Array;
  readonly credential: Uint32Array;
  readonly network: Uint32Array;
  readonly userAgent: Uint32Array;
  /** Bits of `signals`. */
  readonly signals: Uint16Array;
  readonly words: {
    readonly parties: Readonly<Record<Lane, readonly string[]>>;
    readonly credentials: readonly string[];
    readonly networks: readonly string[];
    readonly userAgents: readonly string[];
  };
  /** Does a party's text hold an id? Whoever has none is no identity of the inventory. */
  isNamed(text: string): boolean;
}

const laneBits = 2;
export const [agentLane, clientLane, humanLane] = [0, 1, 2] as const;
const laneNames = ['agent', 'client', 'human'] as const;

/** The identity whose credential it was: the client, else the agent, else the human. 0: nobody; else its code and lane. */
export function holderOf({ client, lastAgent, human }: EventColumns, row: number): number {
  const [app, agent, person] = [client[row] ?? 0, lastAgent[row] ?? 0, human[row] ?? 0];
  if (app !== 0) return (app << laneBits) | clientLane;
  if (agent !== 0) return (agent << laneBits) | agentLane;
  return person === 0 ? 0 : (person << laneBits) | humanLane;
}

export const holderAs = (party: number, lane: Lane): number => (party << laneBits) | laneNames.indexOf(lane);
export const partyOfHolder = (holder: number): number => holder >>> laneBits;
export const laneOfHolder = (holder: number): Lane => laneNames[holder & ((1 << laneBits) - 1)] ?? 'client';

/** It acted in nobody's name: what it came from and with is its own. */
export const isOwnDeed = ({ human }: EventColumns, row: number, holder: number): boolean =>
  (human[row] ?? 0) === 0 || (holder & ((1 << laneBits) - 1)) === humanLane;

export const autonomousSystem = (network: string): number => Number(/^AS(\d+)/.exec(network)?.[1] ?? 0);
export const countryOf = (network: string): string => network.replace(/^AS\d+ ?/, '');

/** 0: no program. */
function programHash(userAgent: string): number {
  const program = programOf(userAgent);
  return program === '' ? 0 : hashOf(program) || 1;
}

/** What is asked of a text again and again, asked once. */
export class EventWords {
  readonly #named: Readonly<Record<Lane, CodeMemo>>;
  readonly #hashes: Readonly<Record<Lane, CodeMemo>>;
  readonly #credentials = new CodeMemo(hashOf);
  readonly #systems = new CodeMemo((text) => autonomousSystem(text) % 2 ** 32);
  readonly #countries = new CodeMemo((text) => (countryOf(text) === '' ? 0 : hashOf(countryOf(text)) || 1));
  readonly #programs = new CodeMemo(programHash);
  readonly #browsers = new CodeMemo((text) => (isBrowser(text) ? 1 : 0));

  constructor(isNamed: (text: string) => boolean) {
    const each = <T>(make: () => T): Readonly<Record<Lane, T>> => ({ agent: make(), client: make(), human: make() });
    this.#named = each(() => new CodeMemo((text) => (isNamed(text) ? 1 : 0)));
    this.#hashes = each(() => new CodeMemo(hashOf));
  }

  isNamed(holder: number, { words }: BehaviourEvents): boolean {
    const lane = laneOfHolder(holder);
    return this.#named[lane].at(partyOfHolder(holder), words.parties[lane]) === 1;
  }

  /** The same for a holder and a credential in whatever order the events came. */
  hashOf(holder: number, credential: number, { words }: BehaviourEvents): number {
    const lane = laneOfHolder(holder);
    const party = this.#hashes[lane].at(partyOfHolder(holder), words.parties[lane]);
    const mixed = Math.imul(party ^ this.#credentials.at(credential, words.credentials), 0x9e3779b1);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  /** 0: not told. */
  systemOf = (code: number, { words }: BehaviourEvents): number => this.#systems.at(code, words.networks);
  countryOf = (code: number, { words }: BehaviourEvents): number => this.#countries.at(code, words.networks);
  programOf = (code: number, { words }: BehaviourEvents): number => this.#programs.at(code, words.userAgents);
  isBrowser = (code: number, { words }: BehaviourEvents): boolean => this.#browsers.at(code, words.userAgents) === 1;
}
