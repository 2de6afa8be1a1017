import type { ViewOf } from '#renderer/state/use-watch.ts';
import { number, plural } from '#renderer/ui/format.ts';

export type View = ViewOf<'playground.view'>;
export type Agent = View['agents'][number];

/** `3 agents work for Ana; 4 of 60 requests were denied` */
export function playgroundTitle({ running, customer, agents, requests }: View): string {
  if (!running) return 'The playground is closed';
  const alive = agents.filter((agent) => agent.pid !== null);
  const working = alive.filter((agent) => agent.clientId !== null).length;
  const thieves = alive.length - working;
  const who =
    working === 0
      ? 'No agent works'
      : `${plural(working, 'agent')} ${working === 1 ? 'works' : 'work'} for ${customer?.name ?? 'the customer'}${
          thieves === 0 ? '' : `, ${plural(thieves, 'thief', 'thieves')} beside ${working === 1 ? 'it' : 'them'}`
        }`;
  const denied = requests.filter(({ decision }) => decision === 'denied').length;
  if (requests.length === 0) return `${who}; no request yet`;
  const asked = requests.length === 1 ? 'the one request' : `the last ${number(requests.length)} requests`;
  return `${who}; of ${asked} ${denied === 0 ? 'none' : number(denied)} ${denied === 1 ? 'was' : 'were'} denied`;
}

/** What the switch means for whoever pulls a consent. */
export const verifyWords: Readonly<Record<View['verifyBy'], string>> = {
  local:
    'The shop reads the token itself: quick, and nobody is asked. It goes on believing a revoked token until it expires.',
  introspection:
    'The shop asks the issuer about each token: a round trip a request. A revoked token is refused at the next request.',
};

export const stateWords: Readonly<Record<Agent['state'], string>> = {
  starting: 'starting',
  working: 'works',
  refused: 'is refused',
  stopped: 'has ended',
};

/** Agents as a tree of processes: each below the one that spawned it. */
export function processTree(agents: readonly Agent[]): readonly Agent[] {
  const listed = new Set(agents.map(({ id }) => id));
  const below = (parent: string | null): readonly Agent[] =>
    agents
      .filter((agent) => (agent.parent !== null && listed.has(agent.parent) ? agent.parent : null) === parent)
      .flatMap((agent) => [agent, ...below(agent.id)]);
  return below(null);
}
