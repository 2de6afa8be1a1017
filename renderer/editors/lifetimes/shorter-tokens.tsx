import { type ReactNode, useId, useMemo } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useLifetimes } from '#renderer/state/lifetimes.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { HeadRow } from '#renderer/ui/head-row.tsx';
import { day, durationWords, hour, minute } from '#shared/lib/duration.ts';
import { thresholds } from '#shared/model/limits.ts';
import { amountWords } from './sentences.ts';

/** About even on a log scale, and what a policy could name. Seconds. */
const steps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minute),
  ...[1, 2, 4, 8, 12].map((count) => count * hour),
  ...[1, 2, 7, 30].map((count) => count * day),
];
const stepOf = (seconds: number): number =>
  steps.reduce(
    (best, step, index) => (Math.abs(step - seconds) < Math.abs((steps[best] ?? 0) - seconds) ? index : best),
    0,
  );

type View = ViewOf<'lifetimes.shorter'>;

/** What access tokens of at most so long would save, and what they would cost the token endpoint and people. */
export function ShorterTokens(): ReactNode {
  const { filter, identities, accessSeconds, supposeAccess } = useLifetimes();
  const days = useSession((session) => session.status?.limits.usageDays ?? thresholds.usageDays.standard);
  const field = useId();
  const params = useMemo(
    () => ({ filter, identities: identities === null ? null : [...identities], accessSeconds, days }),
    [filter, identities, accessSeconds, days],
  );
  const { view, error } = useWatch('lifetimes.shorter', params);
  if (error !== undefined) return <EmptyState icon="warning" title={error.message} text={error.hint} />;
  const words = durationWords(accessSeconds);
  return (
    <div className="shorter-tokens">
      <div className="shorter-slider">
        <label htmlFor={field}>Access tokens of at most</label>
        <input
          id={field}
          type="range"
          min={0}
          max={steps.length - 1}
          step={1}
          value={stepOf(accessSeconds)}
          aria-valuetext={words}
          onChange={(event) => supposeAccess(steps[Number(event.target.value)] ?? accessSeconds)}
        />
        <output htmlFor={field}>{words}</output>
        <span className="grow" />
        <Button
          primary
          disabled={view === undefined || view.affected === 0}
          onClick={() =>
            void runCommand('plan.wish', {
              intent: 'shorten',
              identities: view?.identities ?? [],
              parameters: { seconds: accessSeconds },
            })
          }
        >
          {view === undefined || view.affected === 0
            ? 'Make a Plan…'
            : `Make a Plan for ${plural(view.identities.length, 'Identity', 'Identities')}…`}
        </Button>
      </div>
      {view !== undefined && <Outcome view={view} words={words} />}
    </div>
  );
}

function Outcome({ view, words }: { readonly view: View; readonly words: string }): ReactNode {
  const { affected, total, unknown, hoursSaved, withoutEffect, observed, estimated } = view;
  if (affected === 0) {
    return (
      <p className="dim" role="status">
        {`No access token of ${plural(total, 'active identity', 'active identities')} lives longer than ${words}${unknown === 0 ? '' : `; of ${number(unknown)} nobody says how long`}.`}
      </p>
    );
  }
  const { tokenHoursADay, renewalsAMinute } = observed;
  const seen = observed.identities > 0;
  return (
    <>
      <p role="status">
        {`${plural(affected, 'identity', 'identities')} of ${number(total)} would get shorter tokens${unknown === 0 ? '' : `; of ${number(unknown)} nobody says how long theirs live`}.`}
      </p>
      <table className="plain-table shorter-outcome">
        <HeadRow titles={['', 'Saved or added', 'From what']} />
        <tbody>
          <tr>
            <th scope="row">Exposure saved</th>
            <td>{`${amountWords(hoursSaved)} h less for thieves of one token of each`}</td>
            <td className="dim">
              {withoutEffect === 0
                ? 'settings alone'
                : `settings alone; nothing saved for ${plural(withoutEffect, 'identity', 'identities')}, where something else never ends`}
            </td>
          </tr>
          {seen && (
            <tr>
              <th scope="row">Tokens alive</th>
              <td>{`${amountWords(tokenHoursADay.before)} token-hours a day become ${amountWords(tokenHoursADay.after)}`}</td>
              <td className="dim">{observedWords(observed)}</td>
            </tr>
          )}
          {seen && (
            <tr>
              <th scope="row">Renewals added</th>
              <td>{`${amountWords(renewalsAMinute.after - renewalsAMinute.before)} a minute (${amountWords(renewalsAMinute.before)} become ${amountWords(renewalsAMinute.after)})`}</td>
              <td className="dim">{observedWords(observed)}</td>
            </tr>
          )}
          {seen && observed.promptsADay > 0 && (
            <tr>
              <th scope="row">Prompts added</th>
              <td>{`${amountWords(observed.promptsADay)} a day, where no refresh token stands in for the human`}</td>
              <td className="dim">{observedWords(observed)}</td>
            </tr>
          )}
          {estimated.identities > 0 && (
            <tr>
              <th scope="row">{seen ? 'Renewals of the others' : 'Renewals added'}</th>
              <td>{`at most ${amountWords(estimated.renewalsAMinute)} a minute`}</td>
              <td className="dim">{estimatedWords(estimated.identities)}</td>
            </tr>
          )}
          {estimated.promptsADay > 0 && (
            <tr>
              <th scope="row">{seen ? 'Prompts of the others' : 'Prompts added'}</th>
              <td>{`at most ${amountWords(estimated.promptsADay)} a day, where no refresh token stands in for the human`}</td>
              <td className="dim">{estimatedWords(estimated.identities)}</td>
            </tr>
          )}
          {observed.promptsADay === 0 && estimated.promptsADay === 0 && (
            <tr>
              <th scope="row">Prompts added</th>
              <td>none</td>
              <td className="dim">refresh tokens stand in for people, or nobody is asked</td>
            </tr>
          )}
        </tbody>
      </table>
    </>
  );
}

const observedWords = ({ identities, events, days }: View['observed']): string =>
  `${plural(events, 'event')} of ${plural(identities, 'identity', 'identities')} in ${plural(Math.round(days), 'day')}: what the logs show`;
const estimatedWords = (identities: number): string =>
  `estimate for ${plural(identities, 'identity', 'identities')} that no log shows, as if in use all the time`;
