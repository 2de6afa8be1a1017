// One step of an approved plan: read, compare, change once, read back, probe. Every way through it ends in one outcome.
import {
  type Applied,
  BackendRefused,
  type Exchanges,
  type NewSecret,
  type Observation,
  type Session,
} from '#engine/connectors/connector.ts';
import type { Clock } from '#engine/system/system.ts';
import { TenantFailure } from '#engine/system/tenant-web.ts';
import type { Json } from '#shared/model/json.ts';
import type { Outcome, ProbeResult, Step, StepReceipt } from '#shared/model/plan.ts';
import { differences, isAsExpected, makesSecret } from './expectation.ts';
import { fingerprintOf } from './fingerprint.ts';

export interface StepPorts {
  readonly session: Pick<Session, 'observe' | 'execute' | 'probe'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  wait(ms: number): Promise<void>;
  sha256(text: string): string;
  /** The engine is about to stop: the step is left as it is, and taken up again by reading. */
  readonly signal: AbortSignal;
  /** It was begun before, and nobody knows how far it came. */
  readonly resumed: boolean;
  /** Durable when it resolves; nothing is sent before. */
  begin(): Promise<void>;
  /** Takes the secret that the backend shows once. */
  keep(secret: NewSecret): Promise<void>;
}

/** `offline`: it could not be read, so nothing was sent. `interrupted`: the engine stops. Both are run again. */
export type StepEnd =
  | { readonly kind: 'ended'; readonly receipt: StepReceipt }
  | { readonly kind: 'offline'; readonly message: string }
  | { readonly kind: 'interrupted' };

/** A backend that answers late or busily is asked so often. */
const attempts = 5;
const firstBackoffMs = 250;
const longestRetryAfterMs = 5 * 60_000;
/** Backends that are consistent only in the end get a minute (CONNECTORS section 4). */
const readBackMs = [0, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

const lostSecret = 'the secret is a new one, and its only showing was lost: rotate again by a new plan';

export async function runStep(step: Step, ports: StepPorts): Promise<StepEnd> {
  return new StepRun(step, ports).run();
}

class StepRun {
  readonly #step: Step;
  readonly #ports: StepPorts;
  readonly #exchanges: Exchanges = [];
  readonly #startedAt: number;
  #seen: Observation | null = null;
  #now: Observation | null = null;
  #probes: readonly ProbeResult[] = [];
  /** When the backend last answered a change, or did not; null: nothing was sent in this run. */
  #changedAt: number | null = null;
  /** Something was sent of which nobody knows what became. */
  #isUnclear = false;

  constructor(step: Step, ports: StepPorts) {
    this.#step = step;
    this.#ports = ports;
    this.#startedAt = ports.clock.now();
  }

  async run(): Promise<StepEnd> {
    const [step, ports] = [this.#step, this.#ports];
    try {
      this.#seen = await this.#observe();
    } catch (error) {
      if (error instanceof BackendRefused) {
        // What was begun may have been done, whoever does not let us look.
        return ports.resumed
          ? this.#end('unknown_needs_check', `it was begun, and cannot be read back: ${error.message}`)
          : this.#end('refused', `it could not be read: ${error.message}`);
      }
      if (!(error instanceof TenantFailure)) throw error;
      return ports.signal.aborted ? { kind: 'interrupted' } : { kind: 'offline', message: error.message };
    }
    const { state } = this.#seen;
    // That a secret is another one does not make it the one of this step, nor is it at hand.
    if (!makesSecret(step.after) && isAsExpected(step.after, state, step.before)) {
      this.#now = this.#seen;
      if (!ports.resumed) return this.#end('already_absent', 'it was so before');
      // When it was begun it was as planned from: that is what an undo has to bring back.
      this.#seen = { ...this.#seen, state: step.before };
      return this.#verified('it was done before the interruption, as reading it back shows');
    }
    if (fingerprintOf(state, ports.sha256) !== step.fingerprint) return this.#drifted(state);
    return this.#change(this.#seen);
  }

  #drifted(state: Json): StepEnd {
    this.#now = this.#seen;
    if (state === null) return this.#end('already_absent', 'what it would change is not there any more');
    const names = differences(this.#step.before, state).join(', ');
    if (this.#ports.resumed && makesSecret(this.#step.after)) {
      return this.#end('unknown_needs_check', `it was begun, and ${lostSecret}`);
    }
    if (this.#ports.resumed) {
      return this.#end('unknown_needs_check', `it was begun, and is neither as before nor as planned: ${names}`);
    }
    return this.#end('refused', `it changed since the plan was made: ${names}. Nothing was sent; make a new plan.`);
  }

  async #change(seen: Observation): Promise<StepEnd> {
    const { signal, session } = this.#ports;
    let backoff = firstBackoffMs;
    let last = '';
    await this.#ports.begin();
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (signal.aborted) return { kind: 'interrupted' };
      const sent = this.#exchanges.length;
      const applied = await this.#execute(session.execute(this.#step.operation, seen, this.#exchanges, signal));
      switch (applied.kind) {
        case 'done':
          if (applied.newSecret !== undefined) await this.#ports.keep(applied.newSecret);
          if (this.#step.unverifiable !== null) return this.#end('claimed_not_verified', this.#step.unverifiable);
          return this.#readBack();
        case 'already':
          return this.#readBack('already_absent', 'it was so before, as the backend says');
        case 'refused': {
          const { message, missing } = applied;
          const words = missing === undefined ? message : `${message} Missing: ${missing}.`;
          // Of a change that takes several requests the first ones may have been taken.
          const end = this.#hasChanged(sent) ? await this.#resolve(words, 'answered') : null;
          return end ?? this.#end('refused', words);
        }
        case 'later': {
          last = applied.message;
          const asked = applied.retryAfter === null ? backoff : Math.min(applied.retryAfter, longestRetryAfterMs);
          await this.#ports.wait(asked);
          break;
        }
        case 'not_sent':
          last = applied.message;
          await this.#ports.wait(backoff);
          break;
        case 'unclear': {
          this.#isUnclear = true;
          const end = await this.#resolve(applied.message);
          if (end !== null) return end;
          last = applied.message;
          await this.#ports.wait(backoff);
          break;
        }
      }
      backoff *= 2;
    }
    const end = this.#hasChanged(0) ? await this.#resolve(last, 'answered') : null;
    return end ?? this.#end('not_attempted', `the backend did not take it: ${last}`);
  }

  /** Whether the backend took anything but a reading since so many requests. */
  #hasChanged(since: number): boolean {
    return this.#exchanges
      .slice(since)
      .some(({ method, status }) => method !== 'GET' && status !== null && status >= 200 && status < 300);
  }

  async #execute(
    applied: Promise<Applied>,
  ): Promise<Applied | { readonly kind: 'not_sent'; readonly message: string }> {
    try {
      return await applied;
    } catch (error) {
      if (error instanceof BackendRefused) return { kind: 'refused', message: error.message };
      if (!(error instanceof TenantFailure)) throw error;
      return error.sent ? { kind: 'unclear', message: error.message } : { kind: 'not_sent', message: error.message };
    } finally {
      this.#changedAt = this.#ports.clock.now();
    }
  }

  /** Nobody knows whether it was done: reading tells. null: it was not, and may be tried again. */
  async #resolve(message: string, how: 'lost' | 'answered' = 'lost'): Promise<StepEnd | null> {
    const { wait, sha256, signal } = this.#ports;
    const isLost = how === 'lost';
    // A second new secret would kill the first one: what makes one is never sent twice, so reading is given its minute.
    const isRepeatable = !makesSecret(this.#step.after);
    for (const pause of isRepeatable || !isLost ? [0] : readBackMs) {
      if (pause > 0) await wait(pause);
      if (signal.aborted) return { kind: 'interrupted' };
      try {
        this.#now = await this.#observe();
      } catch (error) {
        if (!isUnread(error)) throw error;
        if (signal.aborted) return { kind: 'interrupted' };
        return this.#end('unknown_needs_check', `${message}; and it cannot be read back: ${error.message}`);
      }
      const { state } = this.#now;
      if (isAsExpected(this.#step.after, state, this.#step.before)) {
        const why = isLost ? 'the answer was lost' : message;
        if (isRepeatable) return this.#verified(`${why}; reading it back shows that it was done`);
        return this.#end('unknown_needs_check', `${message}; ${lostSecret}`);
      }
      if (fingerprintOf(state, sha256) !== this.#step.fingerprint) {
        const names = differences(this.#step.after, state).join(', ');
        const seen = `read back it is neither as before nor as planned: ${names}`;
        return this.#end('unknown_needs_check', `${message}; ${seen}`);
      }
    }
    if (isRepeatable || !isLost) return null;
    return this.#end('unknown_needs_check', `${message}; a minute later it still reads as before`);
  }

  async #readBack(
    outcome: 'verified' | 'already_absent' = 'verified',
    message = 'read back as planned',
  ): Promise<StepEnd> {
    const { wait, signal } = this.#ports;
    let unread = '';
    for (const pause of readBackMs) {
      if (pause > 0) await wait(pause);
      try {
        this.#now = await this.#observe();
        if (isAsExpected(this.#step.after, this.#now.state, this.#step.before)) {
          return outcome === 'verified' ? await this.#verified(message) : this.#end(outcome, message);
        }
        unread = '';
      } catch (error) {
        if (!isUnread(error)) throw error;
        unread = error.message;
      }
      if (signal.aborted) return { kind: 'interrupted' };
    }
    if (unread !== '')
      return this.#end('claimed_not_verified', `the backend says it was done; it cannot be read back: ${unread}`);
    const names = differences(this.#step.after, this.#now?.state ?? null).join(', ');
    return this.#end(
      'claimed_not_verified',
      `the backend says it was done; a minute later it still reads otherwise: ${names}`,
    );
  }

  /** What reads as dead and still mints is not verified (PRODUCT section 1, ZITADEL). */
  async #verified(message: string): Promise<StepEnd> {
    const { session, clock, signal } = this.#ports;
    try {
      this.#probes = await session.probe(this.#step.operation, this.#changedAt ?? clock.now(), signal);
    } catch (error) {
      if (!isUnread(error)) throw error;
      return this.#end('verified', `${message}; the probes could not be run: ${error.message}`);
    }
    const contradiction = contradictionIn(this.#step, this.#probes);
    if (contradiction === undefined) return this.#end('verified', message);
    return this.#end(
      'claimed_not_verified',
      `${message}, and yet the probe ${contradiction.kind} is answered: ${contradiction.seen}`,
    );
  }

  #observe(): Promise<Observation> {
    return this.#ports.session.observe(this.#step.operation, this.#exchanges, this.#ports.signal);
  }

  #end(outcome: Outcome, message: string): StepEnd {
    const { sha256, clock } = this.#ports;
    if (this.#isUnclear && (outcome === 'refused' || outcome === 'not_attempted')) {
      return this.#end('unknown_needs_check', `an earlier try was not answered; ${message}`);
    }
    const [before, observed] = [this.#seen?.state ?? null, this.#now?.state ?? null];
    const receipt: StepReceipt = {
      step: this.#step.id,
      outcome,
      message,
      startedAt: this.#startedAt,
      endedAt: clock.now(),
      exchanges: [...this.#exchanges],
      before,
      observed,
      read: this.#now !== null,
      fingerprintBefore: fingerprintOf(before, sha256),
      fingerprintAfter: fingerprintOf(observed, sha256),
      probes: this.#probes,
    };
    return { kind: 'ended', receipt };
  }
}

const isUnread = (error: unknown): error is Error => error instanceof TenantFailure || error instanceof BackendRefused;

/** A probe that shows the issuer going on although the step promised that it would not. */
export const contradictionIn = (step: Step, probes: readonly ProbeResult[]): ProbeResult | undefined =>
  probes.find((probe) => contradicts(step, probe));

function contradicts({ effect }: Step, { kind, party, verdict }: ProbeResult): boolean {
  if (verdict !== 'alive' || party !== 'issuer') return false;
  if (kind === 'mint') return effect.stopsNewTokens === 'yes';
  if (kind === 'refresh') return effect.killsRefresh === 'yes';
  return kind === 'introspect' && effect.killsLiveTokens !== 'no' && effect.killsLiveTokens !== 'unknown';
}
