import type { ReactNode } from 'react';
import { useLifetimes } from '#renderer/state/lifetimes.ts';
import { useWatch, type ViewOf } from '#renderer/state/use-watch.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { plural } from '#renderer/ui/format.ts';
import { TabList } from '#renderer/ui/tab-list.tsx';
import { LiveTokens } from './live-tokens.tsx';
import { Longest } from './longest.tsx';
import { PolicyLint } from './policy-lint.tsx';
import { ShorterTokens } from './shorter-tokens.tsx';

interface BelowProps {
  readonly view: ViewOf<'lifetimes.view'>;
  readonly now: number;
  readonly policySeconds: number;
  readonly accessPolicySeconds: number;
}

/** What stands below the charts, one at a time. */
export function Below({ view, now, policySeconds, accessPolicySeconds }: BelowProps): ReactNode {
  const { filter, identities, below, showBelow, about } = useLifetimes();
  const lint = useWatch('lifetimes.lint', { filter, policySeconds, accessPolicySeconds, first: 0, count: 0 }).view;
  const chosen = { filter, identities: identities === null ? null : [...identities] };
  const live = useWatch('live.bars', { ...chosen, first: 0, count: 0 }).view;
  const tabs = [
    { id: 'longest', title: 'Longest lives' },
    { id: 'lint', title: 'Policy lint', count: lint?.total },
    { id: 'tokens', title: 'Live tokens', count: live === undefined ? 0 : live.tokens + live.sessions.dated },
    { id: 'shorter', title: 'Shorter tokens' },
  ] as const;
  return (
    <section className="lifetimes-below">
      <div className="lifetimes-tabs">
        <TabList label="Below the charts" tabs={tabs} chosen={below} onChoose={showBelow} />
        {identities !== null && below !== 'longest' && below !== 'lint' && (
          <span className="about-chosen">
            {`of ${plural(identities.length, 'chosen identity', 'chosen identities')}`}
            <IconButton
              icon="close"
              size={12}
              label="Of everything that the filters show"
              onClick={() => about(null)}
            />
          </span>
        )}
      </div>
      <div className="lifetimes-panel" role="tabpanel" aria-label={tabs.find(({ id }) => id === below)?.title}>
        {below === 'tokens' ? (
          <LiveTokens />
        ) : below === 'shorter' ? (
          <ShorterTokens />
        ) : below === 'lint' ? (
          <PolicyLint policySeconds={policySeconds} accessPolicySeconds={accessPolicySeconds} />
        ) : (
          <div className="lifetimes-longest">
            <p className="dim tiny lifetimes-tools">
              {view.longest.length < view.total
                ? `The ${view.longest.length} of ${plural(view.total, 'identity', 'identities')} that live longest; bright bar: outlives the policy; Enter opens`
                : `${plural(view.total, 'identity', 'identities')}, longest life first; bright bar: outlives the policy; Enter opens`}
            </p>
            <Longest rows={view.longest} now={now} policySeconds={policySeconds} />
          </div>
        )}
      </div>
    </section>
  );
}
