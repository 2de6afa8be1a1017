import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { askForText } from '#renderer/state/asking.ts';
import { notify } from '#renderer/state/notifications.ts';
import { readOwners } from '#renderer/state/owners.ts';
import { identitiesOf } from '#renderer/state/plan-wish.ts';
import { number, plural } from '#renderer/ui/format.ts';
import type { CallInput, CallOutput } from '#shared/contract/contract.ts';
import { mostOwned } from '#shared/contract/owners.ts';
import { AppError } from '#shared/errors/app-error.ts';

type Owners = CallInput<'owners.assign'>['owners'];
type Before = CallOutput<'owners.assign'>['before'];

/** Whom it is about and who owns it; without owners it asks. `again` brings back what was said before. */
export type AssignOwner =
  | { readonly identities: readonly string[]; readonly owners?: Owners }
  | { readonly again: Before };

export const ownerAssign = command({
  id: 'owner.assign',
  title: 'Say Who Owns It…',
  category: 'Owners',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  menus: [{ menu: 'identity', group: '3_owner', order: 1 }],
  run: async ({ keys }, what?: AssignOwner) => {
    if (what !== undefined && 'again' in what) {
      for (const each of what.again) await call('owners.assign', each);
      notify({ message: 'The owners are as before.' });
      return;
    }
    const identities = [...identitiesOf(what, keys.uri)];
    if (identities.length > mostOwned) {
      throw new AppError(
        'input.invalid',
        `${number(identities.length)} identities are too many to name an owner at once.`,
        {
          hint: `Select ${number(mostOwned)} at most, for instance by a narrower filter.`,
        },
      );
    }
    const assign = async (owners: Owners): Promise<void> => {
      const { before } = await call('owners.assign', { identities, owners });
      const names = owners === null ? 'left to the sources' : owners.map(({ name }) => name).join(', ');
      notify({
        message: `${plural(identities.length, 'identity', 'identities')}: ${names}`,
        hint: 'The scores have followed. Nothing was changed in a tenant.',
        actions: [{ label: 'Undo', command: 'owner.assign', args: { again: before } }],
      });
    };
    if (what?.owners !== undefined) return assign(what.owners);
    askForText({
      title: 'Say Who Owns It',
      placeholder: 'Names between commas; “team Platform” for a team. It counts before what sources say.',
      value: '',
      answer: (text) => {
        const owners = readOwners(text);
        if (owners.length === 0) throw new AppError('input.invalid', 'Nobody is named.');
        return assign(owners);
      },
    });
  },
});
