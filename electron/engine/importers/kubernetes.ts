import { isObject } from './fields.ts';
import { GatheredFile } from './gather/gathered-file.ts';
import type { Head, Importer, Item, Reading, Recognition } from './importer.ts';
import { blankData } from './kubernetes/blank-data.ts';
import { emptyCluster } from './kubernetes/cluster.ts';
import { clusterObjects, kindAsked } from './kubernetes/objects.ts';
import { PendingObjects } from './pending-objects.ts';
import { isTemplate } from './placeholders.ts';
import { isRecording } from './recordings.ts';
import { RootObject } from './root-object.ts';

const group = /"?apiVersion\\?"?\s*:\s*\\?["']?(?:v1|v1beta1|[a-z0-9.-]+\.k8s\.io\/v\w+|apps\/v\w+|batch\/v\w+)\b/;
const kind = /"?kind\\?"?\s*:\s*\\?["']?[A-Z]\w+/;
const address = /\/(?:api\/v1|apis\/[a-z0-9.-]+\/v\w+)(?:\/namespaces\/[\w.-]+)?\/[a-z]+/;

function recognise(head: Head): Recognition | null {
  if ((head.format !== 'json' && head.format !== 'yaml') || isTemplate(head)) return null;
  const { members, text, texts } = head;
  const found = (confidence: number): Recognition => ({
    vendor: 'kubernetes',
    tenantId: null,
    tenantName: null,
    confidence,
  });
  // Audit events are objects of a kind too, and are read on their own.
  if (texts.get('apiVersion')?.startsWith('audit.k8s.io/') === true) return null;
  if (isRecording(head)) return address.test(text) && group.test(text) && kind.test(text) ? found(0.85) : null;
  if (!members.includes('kind') || !members.includes('apiVersion')) return null;
  return group.test(text) && kind.test(text) ? found(0.9) : null;
}

const listOf = (value: Readonly<Record<string, unknown>>): string => {
  const name = value['kind'];
  return typeof name === 'string' && name.endsWith('List') && Array.isArray(value['items']) ? name : '';
};

/** Lists of one kind say it once for all: `RoleList`. */
const withKind = (item: Item, kind: string): Item =>
  kind !== '' && isObject(item.value) && item.value['kind'] === undefined
    ? { ...item, value: { kind, ...item.value } }
    : item;

/** A list that arrived whole, as one document of several does. */
function unwrap(item: Item): readonly Item[] {
  const { value, asked, path } = item;
  blankData(value);
  if (!isObject(value) || listOf(value) === '') return [asked === undefined ? item : withKind(item, kindAsked(asked))];
  const { items } = value;
  const kind = listOf(value).replace(/List$/, '');
  return (Array.isArray(items) ? items : []).map((inner: unknown, index) =>
    withKind({ ...item, path: `${path}.items[${index}]`, pattern: '$.items[*]', value: inner }, kind),
  );
}

function begin(...[context, sink]: Parameters<Importer['begin']>): Reading {
  const file = new GatheredFile(context, sink, clusterObjects, emptyCluster());
  const root = new RootObject();
  const waiting = new PendingObjects();
  let isList = false;

  const kindOfList = (): string => {
    const name = root.member('kind');
    return typeof name === 'string' && name.endsWith('List') ? name.replace(/List$/, '') : '';
  };

  /** The list may say only behind its items of which kind they are. */
  function ofList(item: Item): void {
    isList = true;
    const { value, path, fingerprints } = item;
    blankData(value);
    const waits = isObject(value) && value['kind'] === undefined && kindOfList() === '';
    if (waits && waiting.bytes <= context.limits.pendingBytes) waiting.add(path, '', value, fingerprints);
    else file.item(withKind(item, kindOfList()));
  }

  return {
    item(item) {
      if (item.pattern === '$.items[*]' && item.asked === undefined) ofList(item);
      else if (item.pattern === '$[*]' || item.pattern === '$.items[*]') for (const one of unwrap(item)) file.item(one);
      else if (item.asked === undefined) root.take(item);
    },
    missed: (pattern) => root.missed(pattern),
    *end() {
      for (const pending of waiting.take()) {
        file.item(withKind({ ...pending, pattern: '$.items[*]' }, kindOfList()));
        yield;
      }
      if (!isList && root.names.length > 0 && kindOfList() === '') {
        if (root.isWhole) for (const one of unwrap(root.item(context.fingerprint))) file.item(one);
        else file.reject('import.truncated', '$', null, 'the object is not whole: left out');
      }
      yield* file.finish();
    },
  };
}

/**
 * Objects of a Kubernetes cluster: answers of its API, what `kubectl get` writes, manifests of several documents, or
 * recordings. Service accounts with their token secrets, the roles that are bound to them and the pods that use them.
 * Namespaces and external ids: `service-account` `{namespace}/{name}`, `user` the user name of a binding's subject.
 */
export const kubernetes: Importer = {
  id: 'kubernetes',
  label: 'Kubernetes objects',
  authority: 'object',
  version: 2,
  recognise,
  elements: ['$[*]', '$.items[*]'],
  recordings: true,
  begin,
};
