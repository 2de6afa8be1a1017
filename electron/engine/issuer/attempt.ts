// A request of the protocol while it is under way, and the one record that it leaves whatever becomes of it.

import { blankedText } from '#shared/lib/secret-text.ts';
import type { Signal } from '#shared/model/activity.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import { runSteps, type Step } from './endpoint.ts';
import { emptyForm, type Form } from './form.ts';
import type { Change, Client, Token } from './model.ts';
import { OAuthError } from './oauth-error.ts';
import type { HttpRequest, IssuerEvent, IssuerPorts } from './ports.ts';

/** What the journal will say of the request. Steps fill it in as they find out. */
export type Remarks = {
  -readonly [Member in
    | 'action'
    | 'object'
    | 'decision'
    | 'human'
    | 'agents'
    | 'client'
    | 'reason'
    | 'trace'
    | 'policy']: IssuerEvent[Member];
} & { readonly details: Record<string, unknown>; readonly signals: Signal[] };

export class Attempt {
  readonly ports: IssuerPorts;
  readonly request: HttpRequest;
  /** Every check of this request is made as of this instant. */
  readonly now: Instant;
  readonly remarks: Remarks;
  form: Form = emptyForm;
  /** Applied when it is allowed. */
  readonly changes: Change[] = [];
  /** Applied when it is refused, too: what was spent, and what a refusal brings about. */
  readonly changesAnyway: Change[] = [];
  #client: Client | null = null;
  readonly #reserved: string[] = [];

  constructor(action: JournalAction, request: HttpRequest, ports: IssuerPorts) {
    this.ports = ports;
    this.request = request;
    this.now = ports.clock.now();
    this.remarks = {
      action,
      object: request.path,
      decision: 'allowed',
      human: null,
      agents: [],
      client: null,
      reason: '',
      trace: '',
      policy: 'issuer',
      details: {},
      signals: [],
    };
  }

  /** Who asks, as it stood when it was authenticated. */
  get client(): Client {
    if (this.#client === null) throw new Error('no step has authenticated the client yet');
    return this.#client;
  }

  /** A refusal to somebody known, or one that changes something, always has a record of its own. */
  isOfNote({ reason, changes }: IssuerEvent): boolean {
    return this.#client !== null || changes.length > 0 || this.ports.refusals.admit(reason);
  }

  authenticated(client: Client): void {
    this.#client = client;
    this.remarks.client = client.id;
    if (client.kind === 'agent') this.remarks.agents = [client.id];
  }

  /** The journal names the human and the agents of the token. */
  concerns({ sub, actors, jti }: Pick<Token, 'sub' | 'actors'> & { readonly jti?: string }): void {
    this.remarks.human = this.ports.state.humans.has(sub) ? sub : null;
    if (actors.length > 0) this.remarks.agents = actors;
    if (jti !== undefined) this.remarks.trace = jti;
  }

  /** Refused, though the answer must not tell: the journal does. */
  denySilently(reason: string): void {
    this.remarks.decision = 'denied';
    this.remarks.reason = reason;
  }

  /** False: it was presented before. Whatever becomes of the request, it cannot be presented again before `until`. */
  spend(key: string, until: Instant): boolean {
    if (!this.reserve(key)) return false;
    this.changesAnyway.push({ is: 'spent', key, until });
    return true;
  }

  /** Nobody else gets it while this request is under way; false: somebody has it, or it is spent. */
  reserve(key: string): boolean {
    if (!this.ports.reservations.take(key)) return false;
    this.#reserved.push(key);
    return true;
  }

  reservePlace(key: string, places: number): boolean {
    if (!this.ports.reservations.takePlace(key, places)) return false;
    this.#reserved.push(key);
    return true;
  }

  release(): void {
    this.ports.reservations.release(this.#reserved);
  }
}

/**
 * Runs the steps and leaves exactly one record, durable before this resolves or throws: of what was allowed, or of a
 * refusal, which is then thrown. When the record fails nothing has happened, and nothing may be given out. In a flood of
 * refusals to nobody who was authenticated one record counts many of them.
 */
export async function journalled<A extends Attempt>(attempt: A, steps: readonly Step<A>[]): Promise<void> {
  try {
    const failure = await failureOf(steps, attempt);
    const event = eventOf(attempt, failure);
    if (failure === null || attempt.isOfNote(event)) await attempt.ports.ledger.record(event);
    if (failure !== null) throw failure.cause;
  } finally {
    attempt.release();
  }
}

interface Failure {
  readonly cause: unknown;
}

async function failureOf<A extends Attempt>(steps: readonly Step<A>[], attempt: A): Promise<Failure | null> {
  try {
    await runSteps(steps, attempt);
    return null;
  } catch (cause) {
    return { cause };
  }
}

function eventOf({ remarks, changes, changesAnyway, request }: Attempt, failure: Failure | null): IssuerEvent {
  const common = { ...remarks, humanLive: false, ...userAgentOf(request) };
  if (failure === null) return { ...common, changes: [...changesAnyway, ...changes] };
  const { cause } = failure;
  const [reason, error] =
    cause instanceof OAuthError ? [cause.reason, cause.code] : ['the issuer failed; its log says how', 'server_error'];
  const details = { ...remarks.details, error };
  return { ...common, decision: 'denied', reason, details, changes: changesAnyway };
}

const longestAgent = 400;
/** Visible ASCII and spaces (RFC 9110 §5.5): anything else is no name of a program. */
const agentSyntax = /^[\x20-\x7e]+$/;

/** RFC 9110 §10.1.5. Whoever asks may write anything there: a secret ends here, as it does where a file is read. */
export function userAgentOf({ headers }: Pick<HttpRequest, 'headers'>): Pick<IssuerEvent, 'userAgent'> {
  const [agent = ''] = headers.get('user-agent') ?? [];
  return agentSyntax.test(agent) ? { userAgent: blankedText(agent).slice(0, longestAgent) } : {};
}
