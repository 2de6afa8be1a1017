import { classify } from '#engine/catalogue/classify.ts';
import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { type ScopeColumns, scopeHolders, scopeList } from '#engine/projections/scopes.ts';
import type { CallRequest } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { scopeKey } from '#shared/model/scope-key.ts';
import type { Session } from './session.ts';

/** null: no workspace is open. */
export function scopeColumnsOf({ opened }: Session): ScopeColumns | null {
  if (opened === null) return null;
  const known = columnsOf.get(opened.usage);
  if (known !== undefined) return known;
  const { workspace, usage, picture } = opened;
  const { holdings } = workspace.identities;
  const { holder, scope, until } = holdings.columns;
  const ends = until.view();
  const columns: ScopeColumns = {
    length: holdings.length,
    holder: holder.view(),
    code: scope.codes.view(),
    scopes: scope.strings,
    last: usage.last,
    state: usage.state,
    reason: usage.reason,
    isHeld: (at) => (ends[at] ?? 0) > picture.now,
    days: usage.days,
    classify: (vendor, api, name) => classify(vendor, api, name, workspace.ledger.classifications),
  };
  columnsOf.set(usage, columns);
  return columns;
}
/** A derivation is a new usage: what was made of the last one is forgotten with it. */
const columnsOf = new WeakMap<object, ScopeColumns>();

type Classify = CallRequest<'scopes.classify'>;
type Change = Classify['changes'][number];

const keyOf = ({ vendor, api, scope }: Pick<Change, 'vendor' | 'api' | 'scope'>): string =>
  scopeKey(vendor, api, scope);

/** One commit of its own, because facts depend on it; the scores follow with it. */
async function classifyScopes(session: Session, { changes }: Classify): Promise<{ seq: number; before: Change[] }> {
  const { workspace } = session.mustBeOpen();
  const { classifications } = workspace.ledger;
  const before = changes.map((change): Change => {
    const said = classifications.get(keyOf(change));
    // The ledger holds nothing but what this contract let through, or the demo company.
    return { ...change, said: said === undefined ? null : (said as NonNullable<Change['said']>) };
  });
  if (changes.some((change) => [change.api, change.scope].some((word) => word.includes('\u001f')))) {
    throw new AppError('input.invalid', 'The name of a scope holds a character that no name may hold.');
  }
  const unit = await workspace.begin();
  try {
    const { seq } = await unit.commit({
      action: 'scope.classified',
      object: changes.length === 1 ? (changes[0]?.scope ?? '') : workspace.name,
      human: session.human,
      client: session.client,
      data: {
        summary: summaryOf(changes),
        classifications: Object.fromEntries(changes.map((change) => [keyOf(change), change.said])),
      },
    });
    return { seq, before };
  } finally {
    await unit.rollback();
  }
}

function summaryOf(changes: readonly Change[]): string {
  const what = changes.length === 1 ? (changes[0]?.scope ?? '') : `${changes.length} scopes`;
  const words = new Set(
    changes.map(({ said }) => (said === null ? 'as the catalogue says' : `T${said.tier} ${said.verb}`)),
  );
  const [only] = words;
  return words.size === 1 ? `${what}: ${only}` : what;
}

export function scopeCalls(session: Session): Pick<CallHandlers, 'scopes.holders' | 'scopes.classify'> {
  return {
    'scopes.holders'(input) {
      session.mustBeOpen();
      const columns = scopeColumnsOf(session);
      if (columns === null) return { total: 0, holders: [] };
      return scopeHolders(session.picture, columns, keyOf(input), input.limit);
    },
    'scopes.classify': (input) => classifyScopes(session, input),
  };
}

export function scopeWatches(session: Session): Pick<WatchHandlers, 'scopes.list'> {
  return {
    'scopes.list': (params) => ({
      topics: ['identities'],
      view: () => scopeList(scopeColumnsOf(session), params),
    }),
  };
}
