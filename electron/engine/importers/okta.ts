import { isObject } from './fields.ts';
import type { Head, Importer, Item, Reading, Recognition } from './importer.ts';
import { hostIn } from './okta/links.ts';
import { isOwnShape, mayBeOkta } from './okta/objects.ts';
import { OrgFile } from './okta/org-file.ts';
import { PendingObjects } from './pending-objects.ts';
import { isRecording } from './recordings.ts';
import { RootObject } from './root-object.ts';

/** Addresses and ids that only Okta gives out. */
const address =
  /https:\/\/[\w.-]+\.(?:okta|oktapreview|okta-emea|okta-gov)\.com\/|\/(?:integrations\/api\/v1\/api-services|privileged-access\/api\/v1|workload-principals\/api\/v1|governance\/api\/v1|oauth2\/v1\/clients|api\/v1\/(?:apps|api-tokens|authorizationServers|users))\//;
const oktaId = /"(?:0oa|00u|00T|00p|0pr|aus|oag|oar|ocs|wlp|scp)[A-Za-z0-9]{17}"/;
const idsAlone = /^\[\s*"0oa[A-Za-z0-9]{17}"/;

function recognise(head: Head): Recognition | null {
  if (head.format !== 'json' && head.format !== 'yaml') return null;
  const { members, text } = head;
  const found = (confidence: number): Recognition => ({
    vendor: 'okta',
    tenantId: null,
    tenantName: hostIn(text),
    confidence,
  });
  // The system log is read on its own.
  if (members.some((name) => name.toLowerCase() === 'eventtype')) return null;
  const isHere = address.test(text);
  if (isRecording(head)) return isHere ? found(0.9) : null;
  if (isOwnShape(members)) return found(0.95);
  if (idsAlone.test(text)) return found(0.7);
  if (!isHere && !oktaId.test(text)) return null;
  if (mayBeOkta(members)) return found(0.85);
  return isHere && members.includes('data') ? found(0.8) : null;
}

function begin(...[context, sink]: Parameters<Importer['begin']>): Reading {
  const file = new OrgFile(context, sink);
  const waiting = new PendingObjects();
  const root = new RootObject();
  let isList = false;

  function ofEnvelope(item: Item): void {
    isList = true;
    const { path, value, fingerprints } = item;
    const alone = isObject(value) && 'connectionType' in value && !('_links' in value);
    if (!alone || waiting.bytes > context.limits.pendingBytes) file.item(item);
    else waiting.add(path, '', value, fingerprints);
  }

  /** Connections do not say whose they are: the links of the envelope do, which may stand behind them. */
  function* atEnd(): Iterable<void> {
    const links = root.member('_links');
    for (const { path, value, fingerprints } of waiting.take()) {
      file.item({ path, pattern: '$.data[*]', value: { ...value, _links: links }, fingerprints });
      yield;
    }
    const single = !isList && root.names.some((name) => name !== '_links' && name !== 'metadata');
    if (single && root.isWhole) file.item(root.item(context.fingerprint));
    else if (single) file.broken('$');
    yield* file.finish();
  }

  return {
    item(item) {
      if (item.pattern === '$[*]') file.item(item);
      else if (item.pattern !== '$.data[*]') {
        if (item.asked === undefined) root.take(item);
      } else if (item.asked === undefined) ofEnvelope(item);
      else file.item(item);
    },
    missed: (pattern) => root.missed(pattern),
    end: atEnd,
  };
}

/**
 * Answers of Okta's management API, one object or a list, or recordings of them: apps, OAuth clients, their secrets, keys,
 * grants, refresh tokens and roles; API tokens, service accounts, AI agents and their connections, users, authorization
 * servers with their scopes, policies and rules. See `Ref` for the ids of identities.
 */
export const okta: Importer = {
  id: 'okta',
  label: 'Okta API answers',
  authority: 'object',
  version: 2,
  recognise,
  elements: ['$[*]', '$.data[*]'],
  recordings: true,
  begin,
};
