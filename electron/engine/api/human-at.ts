import { HumanLinks } from '#engine/inventory/human-links.ts';
import type { Explainer } from '#engine/projections/identity-detail.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { Workspace } from '#engine/store/store.ts';
import { identityKinds, identityStatuses } from '#shared/model/identity.ts';

type Human = NonNullable<ReturnType<Explainer['human']>>;
type Account = Human['accounts'][number];

const human = identityKinds.indexOf('human');
const mostSuggestions = 10;

/** All accounts of the human whose account a row is, each with the reason, and those that might be its own as well. */
export function humanAt(workspace: Workspace, row: number): Human | null {
  const { identities, tenants } = workspace;
  const { columns, derived } = identities;
  if (columns.kind.at(row) !== human) return null;
  const links = registerOf(workspace, HumanLinks);
  const account = (at: number, reason: string): Account => ({
    id: identities.idOf(at),
    name: columns.name.at(at),
    tenant: tenants.get(columns.tenant.at(at))?.name ?? columns.tenant.at(at),
    status: identityStatuses[columns.status.at(at)] ?? 'active',
    reason,
  });
  const own = derived.humanOf.at(row);
  const rows = [...derived.humanOf.view().entries()].flatMap(([at, stands]) => (stands === own ? [at] : []));
  const anchors = new Map(rows.map((at) => [at, new Set(workspace.identity(at).anchors ?? [])]));
  const reasonOf = (at: number): string => {
    if (rows.length < 2) return '';
    const others = rows.filter((other) => other !== at);
    if (others.some((other) => links.decided(identities.idOf(at), identities.idOf(other)) === 'linked'))
      return 'linked by an analyst';
    const shared = [...(anchors.get(at) ?? [])].find((anchor) =>
      others.some((other) => anchors.get(other)?.has(anchor)),
    );
    return shared === undefined ? 'linked through another account' : anchorWords(shared);
  };
  return { accounts: rows.map((at) => account(at, reasonOf(at))), suggestions: suggestions() };

  /** A name alone links nobody: it is worth a look. */
  function suggestions(): Account[] {
    const name = columns.name.at(row).trim().toLowerCase();
    const found: Account[] = [];
    for (let at = 0; name !== '' && at < identities.length && found.length < mostSuggestions; at++) {
      if (columns.kind.at(at) !== human || derived.humanOf.at(at) === own) continue;
      if (columns.name.at(at).trim().toLowerCase() !== name) continue;
      const isParted = links.decided(identities.idOf(row), identities.idOf(at)) === 'unlinked';
      found.push(account(at, isParted ? 'the same name; parted by an analyst' : 'the same name'));
    }
    return found;
  }
}

function anchorWords(anchor: string): string {
  if (anchor.startsWith('mailto:')) return `the same verified address ${anchor.slice('mailto:'.length)}`;
  return `the same id ${anchor.slice('ldap:'.length)} in the directory`;
}
