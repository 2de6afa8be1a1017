import { type ReactNode, useMemo } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { outcome, supposesNothing, useWhatIf, wishesOf } from '#renderer/state/what-if.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { number, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Form } from './form.tsx';
import { Levers } from './levers.tsx';
import { Outcome } from './outcome.tsx';
import './what-if.css';

/** What score, findings, reach and load would be after a change. Nothing is done before a plan is made. */
export default function WhatIfEditor(): ReactNode {
  const { identities, supposed, below } = useWhatIf();
  const params = useMemo(
    () => (identities.length === 0 ? null : { identities: [...identities], supposed, below }),
    [identities, supposed, below],
  );
  const { view, stale, error } = useWatch('whatif.view', params);
  const readOnly = useSession((session) => session.status?.workspace?.readOnly === true);
  if (params === null) {
    return (
      <EmptyState
        icon="lightbulb"
        title="Nothing is chosen to suppose something of"
        text="Select identities in the inventory, then ask What If."
        actions={<Button onClick={() => void runCommand('activity.inventory')}>Show the Inventory</Button>}
      />
    );
  }
  const rows = view?.rows ?? [];
  const isNothing = supposesNothing(supposed);
  const reachable = rows.filter(({ connected }) => connected).map(({ id }) => id);
  const away = rows.length - reachable.length;
  const wishes = wishesOf(supposed);
  const labels = new Map(view?.levers.map(({ id, label }) => [id, label]));
  return (
    <div
      className="what-if"
      tabIndex={-1}
      data-autofocus
      role="region"
      aria-label="What if"
      aria-busy={view === undefined || stale}
    >
      <PageHead
        title={view === undefined ? 'What if …' : outcome(rows, below, isNothing)}
        text={[
          'Nothing is changed here: it is worked out by the code that scores what is.',
          view !== undefined && view.leftOut > 0
            ? `${plural(view.leftOut, 'chosen one has', 'chosen ones have')} no score and ${view.leftOut === 1 ? 'is' : 'are'} left out.`
            : '',
        ].join(' ')}
        actions={
          <>
            {wishes.map(({ intent, label, parameters }) => (
              <Button
                key={intent}
                disabled={readOnly || reachable.length === 0}
                onClick={() => void runCommand('plan.wish', { intent, identities: reachable, parameters })}
              >
                {label}
              </Button>
            ))}
            {supposed.owner !== null && (
              <Button
                disabled={readOnly || rows.length === 0}
                onClick={() => void runCommand('owner.assign', { identities: rows.map(({ id }) => id) })}
              >
                Say Who Owns It…
              </Button>
            )}
            <Button disabled={isNothing} onClick={() => void runCommand('what-if.reset')}>
              Suppose Nothing
            </Button>
          </>
        }
      />
      {error !== undefined && <p className="what-if-message error-text">{`${error.message} ${error.hint}`}</p>}
      {away > 0 && wishes.length > 0 && (
        <p className="what-if-message">
          <Icon name="warning" size={14} className="warning-text" />{' '}
          {rows.length === 1
            ? 'A plan cannot reach it: its tenant is not connected. Connect it, or do it by hand there.'
            : `A plan cannot reach ${number(away)} of ${number(rows.length)}: their tenants are not connected. Connect them, or do it by hand there.`}
        </p>
      )}
      <Form identities={identities} supposed={supposed} below={below} />
      {view === undefined && error === undefined && <p className="what-if-message dim">Working it out…</p>}
      {view !== undefined && (
        <>
          <Section look="page" title="Before and after">
            <Outcome rows={rows} below={below} labels={labels} />
          </Section>
          <Section look="page" title="What helps most for what it would break">
            <Levers levers={view.levers} supposed={supposed} total={rows.length} />
          </Section>
        </>
      )}
    </div>
  );
}
