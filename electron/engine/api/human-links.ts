import type { CallHandlers } from '#engine/door/door.ts';
import type { HumanLinkData } from '#engine/inventory/human-links.ts';
import type { Workspace } from '#engine/store/store.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { identityKinds } from '#shared/model/identity.ts';
import type { IdentityId } from '#shared/model/ids.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import type { Session } from './session.ts';

const human = identityKinds.indexOf('human');

type Calls = Pick<CallHandlers, 'humans.link' | 'humans.unlink'>;

/** An analyst's word on accounts: journalled, and taken back by its opposite. */
export function humanCalls(session: Session): Calls {
  function accountIn({ identities }: Workspace, id: string): number {
    const row = identities.rowOf(id);
    if (row < 0) throw new AppError('identity.absent', 'There is no such identity.');
    if (identities.columns.kind.at(row) !== human)
      throw new AppError('input.invalid', `${identities.columns.name.at(row)} is no human.`);
    return row;
  }

  async function decide(action: JournalAction, workspace: Workspace, row: number, others: readonly number[]) {
    const { identities } = workspace;
    const pairs = others.map((other): [IdentityId, IdentityId] => [identities.idOf(row), identities.idOf(other)]);
    const humanLink: HumanLinkData = { pairs };
    const { human, client } = session;
    const object = identities.columns.name.at(row);
    const { seq } = await workspace.record({ action, object, human, client, decision: 'allowed', data: { humanLink } });
    return { seq };
  }

  return {
    async 'humans.link'({ id, other }) {
      const { workspace } = session.mustBeOpen();
      const [row, second] = [accountIn(workspace, id), accountIn(workspace, other)];
      if (row === second) throw new AppError('input.invalid', 'An account is one human by itself.');
      return decide('human.linked', workspace, row, [second]);
    },
    async 'humans.unlink'({ id }) {
      const { workspace } = session.mustBeOpen();
      const row = accountIn(workspace, id);
      const { humanOf } = workspace.identities.derived;
      const own = humanOf.at(row);
      const others = [...humanOf.view().entries()].flatMap(([at, stands]) =>
        stands === own && at !== row ? [at] : [],
      );
      if (others.length === 0) throw new AppError('input.invalid', 'This account is linked to no other.');
      const receipt = await decide('human.unlinked', workspace, row, others);
      return { ...receipt, others: others.map((at) => workspace.identities.idOf(at)) };
    },
  };
}
