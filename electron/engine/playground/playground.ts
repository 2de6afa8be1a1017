// The playground: a shop, a customer, and agents that are real processes. What they may do and when they must stop is
// decided by the issuer alone; here they are only started, told to misbehave, and watched.
import type { z } from 'zod';
import { createBrowser } from '#engine/questions/browser.ts';
import { createRecorder } from '#engine/questions/recorder.ts';
import type { ChildPort, Clock, Processes, Random } from '#engine/system/system.ts';
import type { Web } from '#engine/system/web.ts';
import type { AgentRow, playground as contract } from '#shared/contract/playground.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { fromAgent, type Misdeed, type Origin, type ToAgent } from './messages.ts';
import { createShop, paymentType, type ShopEvent } from './shop.ts';
import { introspectionVerifier, localVerifier, type VerifyParts } from './verify.ts';

export type PlaygroundView = z.infer<(typeof contract)['view']['view']>;
type Consent = PlaygroundView['consent'];

export interface Account {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** What an analyst would do by hand before a customer can connect an agent. */
export interface PlaygroundDesk {
  /** Starts the issuer where it does not run; its issuer identifier. */
  startIssuer(): Promise<string>;
  createAgent(wanted: {
    readonly name: string;
    readonly scopes: readonly string[];
    readonly resource: string;
    /** client_id of the agent on whose tokens it may act. */
    readonly mayActFor: string | null;
    readonly redirectUri: string | null;
    readonly detailTypes: readonly string[];
    readonly bound: boolean;
  }): Promise<Account>;
  /** The shop as a client of its own, to introspect tokens. */
  createResourceServer(name: string): Promise<Account>;
  addCustomer(name: string): Promise<{ readonly id: string; readonly code: string }>;
  consentOf(clientId: string): Consent;
  withdraw(consentId: string): Promise<z.infer<(typeof contract)['withdraw']['output']>>;
  record(event: ShopEvent): Promise<void>;
  /** Takes away what was made. */
  clear(): Promise<void>;
}

export interface PlaygroundParts {
  readonly desk: PlaygroundDesk;
  readonly processes: Processes;
  readonly web: Web;
  readonly clock: Clock;
  readonly random: Random;
  readonly proof: VerifyParts['proof'];
  /** PKCE's S256 of a verifier (RFC 7636 §4.2). */
  readonly challengeOf: (verifier: string) => string;
  listen(onRequest: ReturnType<typeof createShop>): Promise<{ readonly port: number; close(): Promise<void> }>;
  touched(): void;
  /** Milliseconds between two requests of an agent. */
  readonly every?: number;
}

interface Running {
  readonly row: AgentRow;
  readonly child: ChildPort;
  readonly account: Account;
  token: string | null;
}

interface Stage {
  readonly issuer: string;
  readonly shop: string;
  readonly shopAccount: Account;
  readonly customer: { readonly id: string; readonly name: string };
  readonly bound: boolean;
  readonly close: () => Promise<void>;
  readonly agents: Map<string, Running>;
  readonly requests: PlaygroundView['requests'][number][];
  verifyBy: PlaygroundView['verifyBy'];
}

export interface Playground {
  start(options: { readonly bound: boolean }, signal: AbortSignal): Promise<{ shop: string }>;
  stop(): Promise<void>;
  spawn(agent: string, scopes: readonly string[] | undefined): Promise<{ agent: string }>;
  misbehave(agent: string, how: Misdeed): void;
  steal(agent: string): void;
  verifyBy(how: PlaygroundView['verifyBy']): void;
  withdraw(): ReturnType<PlaygroundDesk['withdraw']>;
  view(): PlaygroundView;
}

const customerName = 'Ana Ruiz';
const redirectUri = 'https://assistant.example/callback';
const assistantScopes = ['orders.read', 'orders.write', 'payments.create', 'profile.read'] as const;
/** What the customer lets her assistant pay at a time. */
const limit = [{ type: paymentType, actions: ['pay'], amount: { currency: 'EUR', value: 50 } }] as const;
const mostAgents = 40;
const mostRequests = 200;
const names = ['scout', 'buyer', 'courier', 'clerk', 'runner'] as const;

const notRunning = (): AppError =>
  new AppError('input.invalid', 'The playground does not run.', { hint: 'Start it first.' });

export function createPlayground(parts: PlaygroundParts): Playground {
  const { desk, processes, web, clock, random, touched, challengeOf } = parts;
  let stage: Stage | null = null;
  let starting: Promise<unknown> | null = null;

  const mustRun = (): Stage => {
    if (stage === null) throw notRunning();
    return stage;
  };

  function mustFind(id: string): Running {
    const agent = mustRun().agents.get(id);
    if (agent === undefined) throw new AppError('record.absent', `There is no agent ${id}.`);
    return agent;
  }

  const randomText = (): string => Buffer.from(random.bytes(32)).toString('base64url');

  /** As the customer's own browser does it: sign in, look, approve. */
  async function connect(
    { issuer, shop, code }: { readonly issuer: string; readonly shop: string; readonly code: string },
    account: Account,
    signal: AbortSignal,
  ): Promise<Origin> {
    const browser = createBrowser(createRecorder(web, clock.monotonic, signal), issuer);
    const verifier = randomText();
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: account.clientId,
      redirect_uri: redirectUri,
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
      scope: assistantScopes.join(' '),
      resource: shop,
      authorization_details: JSON.stringify(limit),
    });
    const signIn = await browser.open(`${issuer}/authorize?${query.toString()}`);
    const consent = await browser.press(signIn, { button: /^sign in$/i, fill: { code } });
    const done = await browser.press(consent, { button: /^approve$/i, fill: { purpose: 'shopping for me' } });
    const given = new URL(done.url).searchParams.get('code');
    if (given === null) throw new AppError('input.invalid', 'The issuer gave the assistant no code.');
    return { from: 'consent', code: given, verifier, redirectUri };
  }

  function launch(on: Stage, name: string, account: Account, parent: Running | null, origin: Origin): Running {
    const child = processes.spawn('playground-agent');
    const row: AgentRow = {
      id: account.clientId === '' ? randomText().slice(0, 8) : account.clientId,
      clientId: account.clientId === '' ? null : account.clientId,
      name,
      parent: parent?.row.id ?? null,
      depth: parent === null ? 0 : parent.row.depth + 1,
      pid: child.pid,
      state: 'starting',
      scopes: [],
      last: null,
      stolen: origin.from === 'theft',
    };
    const running: Running = { row, child, account, token: null };
    on.agents.set(row.id, running);
    child.onStart((pid) => {
      Object.assign(row, { pid });
      touched();
    });
    child.onMessage((message) => hear(on, running, message));
    child.onExit(() => {
      Object.assign(row, { pid: null, state: 'stopped' });
      touched();
    });
    const { issuer, shop, bound } = on;
    const every = parts.every ?? 2_000;
    tell(running, { t: 'work', issuer, shop, account, origin, bound, every });
    touched();
    return running;
  }

  const tell = ({ child }: Running, message: ToAgent): void => child.post(message);

  function hear(on: Stage, agent: Running, message: unknown): void {
    const parsed = fromAgent.safeParse(message);
    if (!parsed.success) return;
    const { data } = parsed;
    if (data.t === 'token') {
      agent.token = data.token;
      Object.assign(agent.row, { state: 'working', scopes: data.scopes });
    } else {
      const { action, object, status, error } = data;
      const decision = status >= 200 && status < 400 ? 'allowed' : 'denied';
      const at = clock.now();
      Object.assign(agent.row, {
        state: decision === 'allowed' ? 'working' : 'refused',
        last: { at, action, decision, status },
      });
      on.requests.unshift({ at, agent: agent.row.name, action, object, decision, status, reason: error });
      on.requests.length = Math.min(on.requests.length, mostRequests);
    }
    touched();
  }

  async function start({ bound }: { readonly bound: boolean }, signal: AbortSignal): Promise<{ shop: string }> {
    const issuer = await desk.startIssuer();
    const shopAccount = await desk.createResourceServer('Playground shop');
    let serve: ReturnType<typeof createShop> | null = null;
    const server = await parts.listen((request) => {
      if (serve === null) throw new Error('a request came before the shop knew its own name');
      return serve(request);
    });
    const shop = `http://127.0.0.1:${server.port}`;
    const { id, code } = await desk.addCustomer(customerName);
    const on: Stage = {
      issuer,
      shop,
      shopAccount,
      customer: { id, name: customerName },
      bound,
      close: server.close,
      agents: new Map(),
      requests: [],
      verifyBy: 'introspection',
    };
    const verifying: VerifyParts = { issuer, resource: shop, web, proof: parts.proof };
    const ways = {
      local: localVerifier(verifying),
      introspection: introspectionVerifier({ ...verifying, account: shopAccount }),
    };
    serve = createShop({
      origin: shop,
      issuer,
      verify: () => ways[on.verifyBy],
      record: (event) => desk.record(event),
    });
    stage = on;
    const account = await desk.createAgent({
      name: 'assistant',
      scopes: assistantScopes,
      resource: shop,
      mayActFor: null,
      redirectUri,
      detailTypes: [paymentType],
      bound,
    });
    launch(on, 'assistant', account, null, await connect({ issuer, shop, code }, account, signal));
    return { shop };
  }

  async function stop(): Promise<void> {
    const on = stage;
    stage = null;
    if (on === null) return;
    for (const { child } of on.agents.values()) child.kill();
    await on.close();
    await desk.clear();
    touched();
  }

  return {
    async start(options, signal) {
      if (stage !== null || starting !== null) throw new AppError('input.invalid', 'The playground runs already.');
      const work = start(options, signal);
      starting = work;
      try {
        return await work;
      } catch (error) {
        await stop();
        throw error;
      } finally {
        starting = null;
      }
    },
    stop,
    async spawn(id, scopes) {
      const on = mustRun();
      const parent = mustFind(id);
      if (parent.token === null) throw new AppError('input.invalid', `${parent.row.name} has no token yet.`);
      if (on.agents.size >= mostAgents)
        throw new AppError('input.invalid', `More than ${mostAgents} agents are no help.`);
      const name = `${names[on.agents.size % names.length] ?? 'agent'} ${on.agents.size}`;
      // One thing less than the parent has, unless somebody says otherwise.
      const wanted = scopes ?? parent.row.scopes.slice(0, Math.max(1, parent.row.scopes.length - 1));
      const account = await desk.createAgent({
        name,
        scopes: wanted,
        resource: on.shop,
        mayActFor: parent.account.clientId,
        redirectUri: null,
        detailTypes: [paymentType],
        bound: on.bound,
      });
      const { row } = launch(on, name, account, parent, { from: 'parent', token: parent.token, scopes: [...wanted] });
      return { agent: row.id };
    },
    misbehave: (id, how) => tell(mustFind(id), { t: 'misbehave', how }),
    steal(id) {
      const on = mustRun();
      const victim = mustFind(id);
      if (victim.token === null) throw new AppError('input.invalid', `${victim.row.name} has no token yet.`);
      const nobody = { clientId: '', clientSecret: '' };
      launch(on, `thief of ${victim.row.name}`, nobody, victim, { from: 'theft', token: victim.token });
    },
    verifyBy(how) {
      mustRun().verifyBy = how;
      touched();
    },
    withdraw() {
      const [first] = mustRun().agents.values();
      const consent = first === undefined ? null : desk.consentOf(first.account.clientId);
      if (consent === null) throw new AppError('input.invalid', 'There is no consent to withdraw.');
      return desk.withdraw(consent.id);
    },
    view() {
      if (stage === null) {
        const nothing = { running: false, shop: null, customer: null, consent: null, agents: [], requests: [] };
        return { ...nothing, verifyBy: 'introspection' };
      }
      const { shop, verifyBy, customer, agents, requests } = stage;
      const [first] = agents.values();
      const consent = first === undefined ? null : desk.consentOf(first.account.clientId);
      const rows = [...agents.values()].map(({ row }) => ({ ...row, scopes: [...row.scopes] }));
      return {
        running: true,
        shop,
        verifyBy,
        customer: { ...customer },
        consent,
        agents: rows,
        requests: [...requests],
      };
    },
  };
}
