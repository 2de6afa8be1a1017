import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { chosenScopes } from '#renderer/state/scopes.ts';
import { plural } from '#renderer/ui/format.ts';
import type { CallInput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';

type Changes = CallInput<'scopes.classify'>['changes'];
type Said = Changes[number]['said'];

/** What the chosen scopes are, or the changes themselves: then it takes an earlier classification back. */
export type Classify = { readonly said: Said } | { readonly changes: Changes };

export const scopesClassify = command({
  id: 'scopes.classify',
  title: 'Classify Scopes',
  category: 'Privilege',
  palette: false,
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, what: Classify) => {
    const changes = 'changes' in what ? what.changes : chosenScopes().map((scope) => ({ ...scope, said: what.said }));
    const [first] = changes;
    if (first === undefined) {
      throw new AppError('input.invalid', 'No scope is chosen.', { hint: 'Choose one or several rows first.' });
    }
    const { before } = await call('scopes.classify', { changes });
    const which = changes.length === 1 ? first.scope : plural(changes.length, 'scope');
    const undoes = 'changes' in what;
    notify({
      message: undoes ? `${which}: as before` : `${which}: ${wordsOf(first.said)}`,
      hint: 'The scores of the holders have followed.',
      actions: [{ label: undoes ? 'Redo' : 'Undo', command: 'scopes.classify', args: { changes: before } }],
    });
  },
});

const wordsOf = (said: Said): string => (said === null ? 'left to the catalogue' : `T${said.tier} ${said.verb}`);
