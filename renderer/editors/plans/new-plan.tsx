import { type ReactNode, useEffect, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { type AskingIntent, suggestedSeconds, targetsOf, useWish, type WishPage } from '#renderer/state/plan-wish.ts';
import { useSession } from '#renderer/state/session.ts';
import { useHeldScopes } from '#renderer/state/use-held-scopes.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Check } from '#renderer/ui/check.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { brief, number, plural } from '#renderer/ui/format.ts';
import { Input } from '#renderer/ui/input.tsx';
import { PageHead } from '#renderer/ui/page.tsx';
import { durationWords } from '#shared/lib/duration.ts';
import './plans.css';

const verbs: Readonly<Record<AskingIntent, string>> = {
  rescope: 'Rescope',
  shorten: 'Shorten the tokens of',
  assign_owner: 'Give an owner to',
};

/** Asks to what; a plan is made only then. */
export default function NewPlanEditor(): ReactNode {
  const wish = useWish((state) => state.wish);
  if (wish === null) {
    return (
      <EmptyState
        icon="checklist"
        title="Nothing is chosen to make a plan for"
        text="Select identities in the inventory, then choose what to do with them."
        actions={<Button onClick={() => void runCommand('activity.inventory')}>Show the Inventory</Button>}
      />
    );
  }
  return <Asking key={`${wish.intent} ${wish.identities.join(' ')}`} wish={wish} />;
}

function Asking({ wish }: { readonly wish: WishPage }): ReactNode {
  const { intent, identities } = wish;
  const only = identities.length === 1 ? (identities[0] ?? null) : null;
  const { view } = useWatch('identities.detail', only === null ? null : { id: only });
  const who = only === null ? plural(identities.length, 'identity', 'identities') : brief(view?.identity.name ?? '…');
  return (
    <div className="new-plan" tabIndex={-1} data-autofocus role="region" aria-label="A new plan">
      <PageHead title={`${verbs[intent]} ${who}`} text="Nothing is sent: what you make here is a draft." />
      {intent === 'rescope' && <Rescope wish={wish} />}
      {intent === 'shorten' && <Shorten wish={wish} />}
      {intent === 'assign_owner' && <Owner wish={wish} />}
    </div>
  );
}

function Foot(props: { wish: WishPage; parameters: WishPage['suggested'] | null; why: string }): ReactNode {
  const { wish, parameters, why } = props;
  const make = (): void => {
    if (parameters === null) return;
    const { intent, identities } = wish;
    void runCommand('plan.create', { intent, targets: targetsOf(identities), parameters });
  };
  return (
    <div className="new-plan-foot">
      <Button primary disabled={parameters === null} onClick={make}>
        Make the Plan
      </Button>
      <Button onClick={() => void runCommand('editor.close')}>Cancel</Button>
      <span className="dim" role="status">
        {why}
      </span>
    </div>
  );
}

function Rescope({ wish }: { readonly wish: WishPage }): ReactNode {
  const { held, first, error } = useHeldScopes(wish);
  const [stays, setStays] = useState<ReadonlySet<string> | null>(null);
  useEffect(() => setStays((before) => before ?? first), [first]);
  if (error !== null) return <p className="plan-message error-text">{`${error.message} ${error.hint}`}</p>;
  if (held === null || stays === null) return <div aria-busy className="plan-message" />;
  const kept = held.filter(({ name }) => stays.has(name)).map(({ name }) => name);
  const gone = held.length - kept.length;
  return (
    <>
      <fieldset className="new-plan-scopes">
        <legend>
          Scopes that stay, the most dangerous first. Ticked are those that were used, or of which nobody knows.
        </legend>
        {held.map(({ name, tier, holders, users, unknown }) => (
          <div key={name}>
            <Check
              label={name}
              checked={stays.has(name)}
              onChange={(on) => setStays(new Set(on ? [...kept, name] : kept.filter((one) => one !== name)))}
            />
            <span className="dim small">
              {`tier ${tier}; ${users > 0 ? `used by ${number(users)} of ${number(holders)}` : unknown > 0 ? '? use not recorded' : 'never used'}`}
            </span>
          </div>
        ))}
      </fieldset>
      <Foot
        wish={wish}
        parameters={gone === 0 ? null : { scopes: kept }}
        why={
          gone === 0
            ? 'Untick what is to go.'
            : `${plural(gone, 'scope goes', 'scopes go')}, ${number(kept.length)} stay.`
        }
      />
    </>
  );
}

function Shorten({ wish }: { readonly wish: WishPage }): ReactNode {
  const [text, setText] = useState(() => String(suggestedSeconds(wish.suggested)));
  const seconds = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
  const isGood = seconds >= 60 && seconds <= 86_400;
  return (
    <>
      <div className="new-plan-field">
        <span>Access tokens live</span>
        <Input
          label="Seconds that access tokens live"
          inputMode="numeric"
          value={text}
          invalid={!isGood}
          onChange={(event) => setText(event.target.value)}
        />
        <span className={isGood ? 'dim small' : 'error-text small'}>
          {isGood
            ? `${durationWords(seconds)}; tokens that are out keep their life`
            : 'Whole seconds, from 60 to 86400'}
        </span>
      </div>
      <Foot wish={wish} parameters={isGood ? { seconds } : null} why="" />
    </>
  );
}

function Owner({ wish }: { readonly wish: WishPage }): ReactNode {
  const account = useSession((session) => session.status?.workspace?.name ?? '');
  const [owner, setOwner] = useState('');
  const isGood = owner.trim() !== '';
  return (
    <>
      <div className="new-plan-field">
        <span>Owner</span>
        <Input
          label="Owner"
          placeholder="name or e-mail of a person or team"
          value={owner}
          onChange={(event) => setOwner(event.target.value)}
        />
        <span className="dim small">{`Who answers for it in ${account}`}</span>
      </div>
      <Foot wish={wish} parameters={isGood ? { owner: owner.trim() } : null} why="" />
    </>
  );
}
