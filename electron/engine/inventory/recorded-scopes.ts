import { scopeNamed } from '#shared/model/scope-key.ts';
import { PairTable } from './pair-table.ts';
import type { UsageFold } from './usage-fold.ts';
import type { ActionPort, UsageMemory } from './usage-memory.ts';

interface Logs {
  readonly events: {
    readonly fold: Pick<UsageFold, 'recorded'>;
    readonly actions: readonly string[];
  };
  readonly holdings: { readonly scopes: readonly string[] };
  readonly port: ActionPort;
  readonly memory: UsageMemory;
}

/** Would a tenant's log show the use of a scope? Asked of the log as it is now; each question is answered once. */
export class RecordedScopes {
  readonly #logs: Logs;
  readonly #asked = new PairTable();
  readonly #answers: boolean[] = [];
  /** Action codes of each tenant. */
  readonly #actions = new Map<number, number[]>();
  readonly #tested = new Map<(action: string) => boolean, Map<number, boolean>>();
  /** `vendor␟api` of which the tenant's log holds a use. */
  readonly #apis = new Map<number, ReadonlySet<string>>();

  constructor(logs: Logs) {
    this.#logs = logs;
    const { recorded } = logs.events.fold;
    for (let i = 0; i < recorded.length; i += 1) {
      const actions = this.#actions.get(recorded.firstOf(i)) ?? [];
      actions.push(recorded.secondOf(i));
      this.#actions.set(recorded.firstOf(i), actions);
    }
  }

  has(tenant: number, scope: number): boolean {
    const before = this.#asked.length;
    const pair = this.#asked.numberOf(tenant, scope);
    if (pair < before) return this.#answers[pair] === true;
    const answer = this.#judge(tenant, scope);
    this.#answers[pair] = answer;
    return answer;
  }

  #judge(tenant: number, scope: number): boolean {
    const recording = this.#logs.memory.recordingOf(scope, this.#logs);
    if (recording.how === 'not_mapped') return false;
    if (recording.how === 'actions') return recording.tests.every((test) => this.#passes(test, tenant));
    const { vendor, api } = scopeNamed(this.#logs.holdings.scopes[scope] ?? '');
    return this.#apisOf(tenant).has(`${vendor}\u001f${api}`);
  }

  #passes(test: (action: string) => boolean, tenant: number): boolean {
    const answers = this.#tested.get(test) ?? new Map<number, boolean>();
    this.#tested.set(test, answers);
    let answer = answers.get(tenant);
    if (answer === undefined) {
      const { actions } = this.#logs.events;
      answer = (this.#actions.get(tenant) ?? []).some((code) => test(actions[code] ?? ''));
      answers.set(tenant, answer);
    }
    return answer;
  }

  #apisOf(tenant: number): ReadonlySet<string> {
    let apis = this.#apis.get(tenant);
    if (apis === undefined) {
      const { actions } = this.#logs.events;
      const said = new Set((this.#actions.get(tenant) ?? []).map((code) => (actions[code] ?? '').toLowerCase()));
      const keys = this.#logs.holdings.scopes.map(scopeNamed).filter(({ scope }) => said.has(scope.toLowerCase()));
      apis = new Set(keys.map(({ vendor, api }) => `${vendor}\u001f${api}`));
      this.#apis.set(tenant, apis);
    }
    return apis;
  }
}
