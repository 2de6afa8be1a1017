// The issuer of one workspace: composed here, started and stopped here. Off until somebody starts it.
import type { Workspace } from '#engine/store/store.ts';
import type { LoopbackServer } from '#engine/system/loopback.ts';
import type { Clock, System } from '#engine/system/system.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import { createBrowsing } from './browsing.ts';
import { createEndpoints } from './endpoints/index.ts';
import { createFace, type Face } from './http/face.ts';
import { createIssuerNames, type IssuerNames } from './identity-of.ts';
import { createIdleWatch } from './idle-watch.ts';
import { createLedger } from './ledger.ts';
import { type Change, limits } from './model.ts';
import { nobody } from './nobody.ts';
import type { IssuerPorts, IssuerSettings, Ledger } from './ports.ts';
import { createRefusals } from './refusals.ts';
import { createReservations } from './reservations.ts';
import { type IssuerState, issuerStateOf } from './state.ts';
import { steadyClock } from './steady-clock.ts';
import { createThrottle } from './throttle.ts';
import { createSigner, type Keystore } from './tokens/keystore.ts';
import { newOpaqueValue } from './tokens/opaque-value.ts';
import { createProofNonces } from './tokens/proof-nonces.ts';
import { createVerifiedTokens } from './tokens/verified-tokens.ts';

export interface StartOptions extends Partial<IssuerSettings> {
  /** 0: a free one. */
  readonly port: number;
  /** Stops by itself when nobody has asked for so long; 0: never. */
  readonly idleMinutes?: number;
}

export interface RunningIssuer {
  /** Issuer identifier (RFC 8414 §2). */
  readonly url: string;
  readonly startedAt: Instant;
  readonly settings: IssuerSettings;
  readonly counts: Face['counts'];
  readonly ports: IssuerPorts;
  /** Resolves once it has stopped, whoever stopped it. */
  readonly ended: Promise<void>;
}

export interface Issuer {
  readonly state: IssuerState;
  readonly names: IssuerNames;
  readonly ledger: Ledger;
  readonly signer: Keystore;
  /** What its tokens live by. */
  readonly clock: Clock;
  /** null: it does not run. */
  readonly running: RunningIssuer | null;
  /**
   * Makes the first key, then binds to loopback. With `registration` an initial access token is made, shown once. Refuses
   * with issuer.running, issuer.port_taken, and with what the keystore refuses with.
   */
  start(options: StartOptions): Promise<{ readonly url: string; readonly initialAccessToken: string | null }>;
  /** Answers what is under way; does nothing where it does not run. */
  stop(): Promise<void>;
}

export interface IssuerParts {
  readonly system: System;
  readonly workspace: Workspace;
  /** Who starts and stops it, for the journal. */
  readonly by: () => { readonly human: string; readonly client: string };
  /** Something of `running` changed. */
  touched(): void;
  /** Requests have changed this: durable, and applied to the state. */
  changed(changes: readonly Change[]): void;
}

const standard: IssuerSettings = {
  algorithm: 'EdDSA',
  registration: false,
  dpopNonces: false,
  assertionAudience: 'issuer',
};
const serverLimits = { bodyBytes: limits.bodyBytes, headerMs: 10_000, requestMs: 30_000, connections: 128 } as const;
const accessHours = 24;
/** A working day. */
const idleMinutesByDefault = 480;

export function createIssuer({ system, workspace, by, touched, changed }: IssuerParts): Issuer {
  const state = issuerStateOf(workspace);
  const names = createIssuerNames(system.hash.sha256, workspace.id);
  const ledger = createLedger(workspace, state, names, changed);
  const clock = steadyClock(system.clock);
  const folder = system.files.join(workspace.path, 'keys', 'issuer');
  const signer = createSigner({ ...system, clock, state, ledger, folder, by });
  let server: LoopbackServer | null = null;
  let running: RunningIssuer | null = null;
  let finish = (): void => undefined;
  /** Starts and stops follow one another. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(run: () => Promise<T>): Promise<T> => {
    const mine = turn.then(run, run);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const tell = (
    action: JournalAction,
    object: string,
    changes: readonly Change[] = [],
    decision: 'allowed' | 'denied' = 'allowed',
  ): Promise<unknown> =>
    workspace.record({ ...by(), action, object, decision, data: changes.length > 0 ? { issuer: changes } : {} });

  /** Admits registrations for a day (RFC 7591 §3). Only its hash is kept. */
  async function createAccess(url: string): Promise<string> {
    const value = newOpaqueValue('initialAccessToken', system.random);
    const createdAt = clock.now();
    const expiresAt = createdAt + accessHours * 3_600_000;
    const hash = system.hash.sha256(value);
    const access = { hash, scopes: [], resources: [], createdAt, expiresAt, withdrawn: false };
    await tell('access.created', url, [{ is: 'initial_access', access }]);
    return value;
  }

  async function start({
    port,
    idleMinutes = idleMinutesByDefault,
    ...chosen
  }: StartOptions): ReturnType<Issuer['start']> {
    if (running !== null) {
      throw new AppError('issuer.running', `The local issuer runs already, at ${running.url}.`, {
        hint: 'Stop it first to start it with other settings.',
      });
    }
    const settings = { ...standard, ...chosen };
    await signer.ready(settings.algorithm);
    const refusals = createRefusals(ledger, clock, system.log);
    let face: Face | null = null;
    const idle = createIdleWatch(clock, idleMinutes * 60_000, () => void inTurn(() => stopIdle(idleMinutes)));
    const opened = await listen(system, port, {
      limits: serverLimits,
      onRequest(request) {
        if (face === null) throw new Error('a request came before the issuer knew its own name');
        idle.asked();
        return face.answer(request);
      },
      onRefused: (reason, status) => refusals.refused('no request', reason, status),
    }).catch(async (error: unknown) => {
      // Whoever sits on the port may pass for the issuer (SECURITY.md, row 13).
      idle.end();
      await tell('issuer.started', `http://127.0.0.1:${port}`, [], 'denied');
      throw error;
    });
    const url = `http://127.0.0.1:${opened.port}`;
    const ports: IssuerPorts = {
      issuer: url,
      state,
      ledger,
      signer,
      settings,
      clock,
      random: system.random,
      hash: system.hash,
      log: system.log,
      reservations: createReservations(state),
      throttle: createThrottle(clock),
      refusals,
      nonces: createProofNonces({ clock, random: system.random }),
      verified: createVerifiedTokens(state, system.hash),
    };
    face = createFace(createEndpoints(createBrowsing(clock, system.random)), ports, refusals);
    const ended = new Promise<void>((resolve) => {
      finish = () => {
        idle.end();
        resolve();
      };
    });
    server = opened;
    running = { url, startedAt: clock.now(), settings, counts: face.counts, ports, ended };
    await tell('issuer.started', url);
    const initialAccessToken = settings.registration ? await createAccess(url) : null;
    touched();
    return { url, initialAccessToken };
  }

  async function stop(told = (url: string): Promise<unknown> => tell('issuer.stopped', url)): Promise<void> {
    if (server === null || running === null) return;
    const [closing, { url }] = [server, running];
    server = null;
    running = null;
    await closing.close();
    await told(url);
    finish();
    touched();
  }

  /** Nobody has decided that: the record names nobody. */
  async function stopIdle(minutes: number): Promise<void> {
    try {
      const reason = `nobody has asked for ${minutes} minutes`;
      await stop((object) =>
        ledger.record({ ...nobody, action: 'issuer.stopped', object, reason, details: {}, changes: [] }),
      );
    } catch (error) {
      system.log.error('the issuer could not record that it stopped by itself', error);
    }
  }

  return {
    state,
    names,
    ledger,
    signer,
    clock,
    get running() {
      return running;
    },
    start: (options) => inTurn(() => start(options)),
    stop: () => inTurn(() => stop()),
  };
}

async function listen(
  { loopback }: System,
  port: number,
  options: Omit<Parameters<System['loopback']['listen']>[0], 'port'>,
): Promise<LoopbackServer> {
  try {
    return await loopback.listen({ ...options, port });
  } catch (cause) {
    throw new AppError('issuer.port_taken', `Port ${port} of this machine cannot be had.`, {
      hint: 'Stop the program that listens there, or let a free port be taken: 0.',
      details: { port },
      cause,
    });
  }
}
