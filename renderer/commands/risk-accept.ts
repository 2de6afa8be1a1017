import { call } from '#renderer/client/call.ts';
import { command } from '#renderer/registry/command.ts';
import { askForText } from '#renderer/state/asking.ts';
import { chosenFindings, type FindingKey } from '#renderer/state/findings.ts';
import { firstView } from '#renderer/state/first-view.ts';
import { notify } from '#renderer/state/notifications.ts';
import { useSession } from '#renderer/state/session.ts';
import { plural } from '#renderer/ui/format.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { dayOfInstant, endOfDay } from '#shared/lib/days.ts';
import { dayMs } from '#shared/lib/duration.ts';

type Before = CallOutput<'risks.accept'>['before'];

/** Which findings; it asks why and until when. `again` brings back what was said before. */
export type AcceptRisk = { readonly findings: readonly FindingKey[] } | { readonly again: Before };

export const riskAccept = command({
  id: 'risk.accept',
  title: 'Accept the Risk…',
  category: 'Findings',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly,
  run: async (_context, what?: AcceptRisk) => {
    if (what !== undefined && 'again' in what) return sayAgain(what.again);
    const findings = chosenFindings(what).map(({ rule, identity }) => ({ rule, identity }));
    const { days } = await firstView('risks.list', { first: 0, count: 0 });
    const now = useSession.getState().status?.now ?? 0;
    const title = `Accept the Risk of ${plural(findings.length, 'Finding')}`;
    const accept = async (reason: string, until: number): Promise<void> => {
      const { before } = await call('risks.accept', { findings, reason, until });
      notify({
        message: `${plural(findings.length, 'finding')} accepted until ${dayOfInstant(until)}.`,
        hint: 'They count again after that day, or as soon as they are graver. Nothing was changed in a tenant.',
        actions: [
          { label: 'Undo', command: 'risk.accept', args: { again: before } },
          { label: 'Accepted Risks', command: 'risk.show' },
        ],
      });
    };
    const askUntil = (reason: string): void =>
      askForText({
        title: `${title} (2 of 2)`,
        placeholder: `Until which day, as YYYY-MM-DD; ${days.most} days at most`,
        value: dayOfInstant(now + days.usual * dayMs),
        answer: (text) => {
          const until = endOfDay(text);
          if (until === null)
            throw new AppError('input.invalid', `“${text}” is no day.`, { hint: 'Write it as 2026-06-30.' });
          return accept(reason, until);
        },
      });
    askForText({
      title: `${title} (1 of 2)`,
      placeholder: 'Why it may stay: somebody will read this later',
      value: '',
      most: 500,
      answer: async (reason) => askUntil(reason),
    });
  },
});

async function sayAgain(before: Before): Promise<void> {
  for (const { findings, said } of before) {
    if (said === null) await call('risks.withdraw', { findings });
    else await call('risks.accept', { findings, ...said });
  }
  notify({ message: 'What was accepted is as before.' });
}
