import { createHash } from 'node:crypto';
import type { Change } from '#engine/issuer/model.ts';
import { openJournal } from '#engine/journal/journal.ts';
import { openObjects } from '#engine/store/objects.ts';
import { createNodeSystem } from '#engine/system/node-system.ts';
import type { JournalRecord } from '#shared/model/journal-record.ts';
import {
  type Answered,
  ask,
  assertion,
  assertionForm,
  basic,
  claimsIn,
  dpop,
  newKey,
} from '#test/support/black-box.ts';
import { giveConsent } from '#test/support/customer-browser.ts';
import { temporaryFolder } from '#test/support/engine.ts';
import { freePort } from '#test/support/free-port.ts';
import { type ClientCredentials, type IssuerProcess, startIssuer } from '#test/support/issuer-process.ts';
import { createTestLog, seededNumbers, sourceEntries } from '#test/support/test-system.ts';

export interface IssuerKillOutcome {
  readonly kills: number;
  /** Tokens that their clients have received. */
  readonly acknowledged: number;
  readonly failures: readonly string[];
}

/** What clients have seen with their own eyes, whatever became of the issuer. */
interface Witness {
  /** `jti` of every access token that came in an answer. */
  readonly received: Set<string>;
  /** Values of those since the last kill. */
  readonly tokens: Map<string, Death>;
  /** Each works once at most, however often and whenever it is sent. */
  readonly once: Map<string, Once>;
  /** Requests whose answer never came: for each the journal may know one token more. */
  unanswered: number;
}
type Death = 'lives' | 'revoked' | 'perhaps';
interface Once {
  readonly send: (url: string) => Promise<Answered>;
  successes: number;
}

interface Cast {
  readonly service: ClientCredentials;
  readonly opaque: ClientCredentials;
  readonly signer: ClientCredentials;
  readonly agent: ClientCredentials;
  refresh: string;
}

const exchangeGrant = 'urn:ietf:params:oauth:grant-type:token-exchange';
const accessToken = 'urn:ietf:params:oauth:token-type:access_token';
const redirectUri = 'https://assistant.example/back';
const grant = { grant_type: 'client_credentials' };
const key = newKey();
const as = ({ client_id, client_secret }: ClientCredentials) => basic(client_id, client_secret ?? '');
const jtiOf = (value: string): string =>
  value.startsWith('nhi_') ? createHash('sha256').update(value).digest('base64url') : String(claimsIn(value)['jti']);

/**
 * A real `nhi issuer` under load is killed by kill -9 after a random number of answers, and started again on its port.
 * Every token that a client has received stands in the journal, with the record of who got it; the journal knows no token
 * more than there were requests without an answer; nothing that works once worked twice; what was revoked stays dead.
 */
export async function killIssuerUnderLoad(options: {
  kills: number;
  mostAnswers: number;
  seed: number;
}): Promise<IssuerKillOutcome> {
  const folder = temporaryFolder();
  const workspace = folder.join('Acme.nhi');
  const next = seededNumbers(options.seed);
  const witness: Witness = { received: new Set(), tokens: new Map(), once: new Map(), unanswered: 0 };
  const failures: string[] = [];
  const port = await freePort();
  let issuer = await startIssuer({ workspace, port });
  const cast = await furnish(issuer, witness);
  try {
    for (let kill = 1; kill <= options.kills; kill += 1) {
      await loadUntilKilled(issuer, cast, witness, 1 + Math.floor(next() * options.mostAnswers));
      failures.push(...(await compareWithJournal(workspace, witness)).map((wrong) => `kill ${kill}: ${wrong}`));
      issuer = await startIssuer({ workspace, port });
      failures.push(...(await askAgain(issuer.issuer, cast, witness)).map((wrong) => `kill ${kill}: ${wrong}`));
      cast.refresh = await consented(issuer, cast.agent, witness);
    }
  } finally {
    await issuer.stop();
    folder.remove();
  }
  return { kills: options.kills, acknowledged: witness.received.size, failures };
}

async function furnish(issuer: IssuerProcess, witness: Witness): Promise<Cast> {
  const grants = ['client_credentials', exchangeGrant];
  const agent = await issuer.addClient('agent', {
    grant: ['authorization_code', 'refresh_token'],
    'redirect-uri': redirectUri,
    scope: 'orders.read',
  });
  return {
    service: await issuer.addClient('service', { grant: grants, 'may-introspect': true, 'fan-out': '100000' }),
    opaque: await issuer.addClient('opaque', { opaque: true }),
    signer: await issuer.addClient('signer', { auth: 'private_key_jwt', jwks: key.publicJwk }),
    agent,
    refresh: await consented(issuer, agent, witness),
  };
}

function receive(witness: Witness, token: string, state: Death): void {
  witness.received.add(jtiOf(token));
  witness.tokens.set(token, state);
}

/** A new customer each time: the one before may have been in the middle of something. */
async function consented(issuer: IssuerProcess, agent: ClientCredentials, witness: Witness): Promise<string> {
  const { code: signInCode } = await issuer.addHuman('Ana');
  const wish = { clientId: agent.client_id, redirectUri, scope: 'orders.read', resource: 'https://shop.example/' };
  const { code, verifier } = await giveConsent(issuer.issuer, signInCode, wish);
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier };
  const { json } = await ask(issuer.issuer, '/token', { form, headers: as(agent) });
  receive(witness, String(json['access_token']), 'lives');
  return String(json['refresh_token']);
}

/** Lanes that ask without end, until one of them pulls the plug. */
async function loadUntilKilled(issuer: IssuerProcess, cast: Cast, witness: Witness, answers: number): Promise<void> {
  const url = issuer.issuer;
  let left = answers;
  let gone = false;

  /** null: no answer came. */
  async function sent(request: () => Promise<Answered>): Promise<Answered | null> {
    try {
      const answer = await request();
      left -= 1;
      if (left === 0) {
        gone = true;
        void issuer.end('SIGKILL');
      }
      return answer;
    } catch {
      // The process is gone: what became of the request is for the journal to say.
      witness.unanswered += 1;
      gone = true;
      return null;
    }
  }

  function keep(answer: Answered | null, state: Death = 'lives'): string | null {
    if (answer === null) return null;
    if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.text}`);
    const token = String(answer.json['access_token']);
    receive(witness, token, state);
    return token;
  }

  const plain = async (who: ClientCredentials) =>
    keep(await sent(() => ask(url, '/token', { form: grant, headers: as(who) })));

  async function once(name: string, send: Once['send']): Promise<void> {
    const seen: Once = { send, successes: 0 };
    witness.once.set(name, seen);
    const answer = await sent(() => send(url));
    if (keep(answer) !== null) seen.successes += 1;
  }

  const lanes: readonly (() => Promise<void>)[] = [
    async () => void (await plain(cast.service)),
    async () => void (await plain(cast.opaque)),
    async () => {
      const value = assertion(key, cast.signer.client_id, url);
      await once(value, (at) => ask(at, '/token', { form: { ...grant, ...assertionForm(value) } }));
    },
    async () => {
      const proof = dpop(key, `${url}/token`);
      await once(proof, (at) => ask(at, '/token', { form: grant, headers: { ...as(cast.service), dpop: proof } }));
    },
    async () => {
      const used = cast.refresh;
      const form = { grant_type: 'refresh_token', refresh_token: used };
      const send = (at: string) => ask(at, '/token', { form, headers: as(cast.agent) });
      const seen: Once = { send, successes: 0 };
      witness.once.set(used, seen);
      const answer = await sent(() => send(url));
      // Presented again after the grace it takes its family down: then nothing is known of that family's tokens.
      if (keep(answer, 'perhaps') === null || answer === null) return;
      seen.successes += 1;
      cast.refresh = String(answer.json['refresh_token']);
    },
    async () => {
      const token = await plain(cast.service);
      if (token === null) return;
      const form = { grant_type: exchangeGrant, subject_token: token, subject_token_type: accessToken };
      const child = keep(await sent(() => ask(url, '/token', { form, headers: as(cast.service) })));
      if (child === null) return;
      witness.tokens.set(token, 'perhaps').set(child, 'perhaps');
      const revoked = await sent(() => ask(url, '/revoke', { form: { token }, headers: as(cast.service) }));
      if (revoked === null) witness.unanswered -= 1;
      else witness.tokens.set(token, 'revoked').set(child, 'revoked');
    },
  ];
  await Promise.all(
    [...lanes, ...lanes].map(async (lane, place) => {
      // Two of a family would race for its refresh token.
      while (!gone && !(place === lanes.length + 4)) await lane();
    }),
  );
  await issuer.end('SIGKILL');
}

async function compareWithJournal(workspace: string, witness: Witness): Promise<string[]> {
  const system = createNodeSystem({ log: createTestLog(), entries: sourceEntries });
  const objects = await openObjects(system, workspace, { readOnly: true });
  const records = new Map<string, JournalRecord>();
  const journal = await openJournal(system, workspace, {
    readOnly: true,
    objects,
    onRecord(record) {
      // What the issuer writes.
      for (const change of (record.data['issuer'] ?? []) as readonly Change[]) {
        if (change.is === 'token' && change.token.kind === 'access') records.set(change.token.jti, record);
      }
    },
  });
  const { ok } = await journal.verify();
  await journal.close();
  objects.close();
  const lost = [...witness.received].filter((jti) => !records.has(jti));
  const nameless = [...records.values()].filter(
    ({ action, decision, client, object, data }) =>
      !action.startsWith('token.') || decision !== 'allowed' || client === '' || object === '' || !data['policy'],
  );
  const unclaimed = records.size - (witness.received.size - lost.length);
  return [
    ok ? '' : 'the journal does not verify',
    lost.length === 0 ? '' : `${lost.length} tokens were given out without a record`,
    nameless.length === 0 ? '' : `${nameless.length} records of tokens do not say who got them for what`,
    unclaimed <= witness.unanswered
      ? ''
      : `${unclaimed} tokens of the journal reached nobody, and ${witness.unanswered} requests had no answer`,
  ].filter((wrong) => wrong !== '');
}

/** The issuer that came back, shown everything again. */
async function askAgain(url: string, cast: Cast, witness: Witness): Promise<string[]> {
  const wrong: string[] = [];
  for (const [token, state] of witness.tokens) {
    if (state === 'perhaps') continue;
    const { json } = await ask(url, '/introspect', { form: { token }, headers: as(cast.service) });
    if (json['active'] !== (state === 'lives')) wrong.push(`a token that is ${state} is active: ${json['active']}`);
  }
  for (const seen of witness.once.values()) {
    const { status, json } = await seen.send(url);
    if (status !== 200) continue;
    seen.successes += 1;
    receive(witness, String(json['access_token']), 'perhaps');
    if (seen.successes > 1) wrong.push('something that works once has worked twice');
  }
  witness.tokens.clear();
  return wrong;
}
