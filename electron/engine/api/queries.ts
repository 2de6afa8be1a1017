import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { eventLanguage } from '#engine/projections/fields/event.ts';
import { findingLanguage } from '#engine/projections/fields/finding.ts';
import { identityLanguage } from '#engine/projections/fields/identity.ts';
import { completeQuery, queryFields } from '#engine/projections/query-help.ts';
import { selectRows } from '#engine/projections/selection.ts';
import { understood } from '#engine/projections/understood.ts';
import { registerOf } from '#engine/store/register-of.ts';
import { type ViewChange, ViewsRegister, viewIdOf } from '#engine/views/register.ts';
import type { SavedView, ViewContent } from '#shared/contract/queries.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { JournalAction } from '#shared/model/journal-record.ts';
import type { Session } from './session.ts';

type Calls = Pick<CallHandlers, 'queries.complete' | 'queries.fields' | 'views.save' | 'views.rename' | 'views.remove'>;

export function queryCalls(session: Session): Calls {
  const register = (): ViewsRegister => registerOf(session.mustBeOpen().workspace, ViewsRegister);

  async function record(action: JournalAction, object: string, view: ViewChange): Promise<number> {
    const { workspace } = session.mustBeOpen();
    const entry = { action, object, human: session.human, client: session.client, decision: 'allowed' as const };
    return (await workspace.record({ ...entry, data: { view, summary: object } })).seq;
  }

  function must(id: string): SavedView {
    const view = register().views.get(id);
    if (!view) throw new AppError('record.absent', 'This view is not there any more.');
    return view;
  }

  function refuseTaken(name: string, over: ViewContent['over'], except: string | null): void {
    const wanted = name.toLowerCase();
    const taken = [...register().views.values()].some(
      (view) => view.id !== except && view.content.over === over && view.name.toLowerCase() === wanted,
    );
    if (taken)
      throw new AppError('input.invalid', `There is a view “${name}” already.`, { hint: 'Choose another name.' });
  }

  return {
    'queries.complete': (input) => completeQuery(session.picture, input),
    'queries.fields': (input) => queryFields(input),
    async 'views.save'({ name, content }) {
      refuseTaken(name, content.over, null);
      checkQuery(content);
      return { id: viewIdOf(await record('view.saved', name, { is: 'saved', name, content })) };
    },
    async 'views.rename'({ id, name }) {
      const { content } = must(id);
      refuseTaken(name, content.over, id);
      await record('view.renamed', name, { is: 'renamed', id, name });
      return {};
    },
    async 'views.remove'({ id }) {
      const { name, content } = must(id);
      await record('view.removed', name, { is: 'removed', id });
      return { name, content };
    },
  };
}

/** Refuses with input.invalid: what is saved can be shown again. */
function checkQuery(content: ViewContent): void {
  if (content.over === 'inventory') understood(identityLanguage, content.filter.text);
  else if (content.over === 'findings') understood(findingLanguage, content.text);
  else understood(eventLanguage, content.filter.text);
}

export function queryWatches(session: Session): Pick<WatchHandlers, 'views.list'> {
  return {
    'views.list': ({ over }) => ({
      topics: ['views', 'identities'],
      view: () => {
        if (session.opened === null) return { views: [] };
        const { workspace, picture } = session.opened;
        const saved = [...registerOf(workspace, ViewsRegister).views.values()];
        return {
          views: saved
            .filter(({ content }) => content.over === over)
            .map((view) => ({
              ...view,
              count: view.content.over === 'inventory' ? selectRows(picture, view.content.filter).length : null,
            })),
        };
      },
    }),
  };
}
