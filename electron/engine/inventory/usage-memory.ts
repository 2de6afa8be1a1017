import { scopeNamed } from '#shared/model/scope-key.ts';
import type { Vendor } from '#shared/model/tenant.ts';
import { PairTable } from './pair-table.ts';

/** How one may learn from a log that a scope was not used: see the catalogue. */
export type Recording =
  | { readonly how: 'not_mapped' | 'api' }
  | { readonly how: 'actions'; readonly tests: readonly ((action: string) => boolean)[] };

/** The catalogue's word on actions, as this folder needs it. */
export interface ActionPort {
  shows(vendor: Vendor, scope: string, action: string): boolean;
  recordingOf(vendor: Vendor, scope: string): Recording;
}

interface Words {
  readonly port: ActionPort;
  readonly holdings: { readonly scopes: readonly string[] };
  readonly events: { readonly actions: readonly string[] };
}

/** Answers of the catalogue, kept from one derivation to the next: the codes of scopes and actions never change. */
export class UsageMemory {
  readonly #asked = new PairTable();
  #answers = new Uint8Array(256);
  readonly #recordings: Recording[] = [];

  shows(scope: number, action: number, words: Words): boolean {
    const before = this.#asked.length;
    const pair = this.#asked.numberOf(scope, action);
    if (pair < before) return this.#answers[pair] === 1;
    if (pair === this.#answers.length) {
      const wider = new Uint8Array(this.#answers.length * 2);
      wider.set(this.#answers);
      this.#answers = wider;
    }
    const { vendor, scope: name } = scopeNamed(words.holdings.scopes[scope] ?? '');
    const answer = words.port.shows(vendor, name, words.events.actions[action] ?? '');
    this.#answers[pair] = answer ? 1 : 0;
    return answer;
  }

  recordingOf(code: number, { port, holdings }: Words): Recording {
    let recording = this.#recordings[code];
    if (recording === undefined) {
      const { vendor, scope } = scopeNamed(holdings.scopes[code] ?? '');
      recording = port.recordingOf(vendor, scope);
      this.#recordings[code] = recording;
    }
    return recording;
  }
}
