import { type ReactNode, useState } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import { Button } from '#renderer/ui/button.tsx';
import { plural } from '#renderer/ui/format.ts';
import { Select } from '#renderer/ui/input.tsx';
import { type Verb, verbClasses } from '#shared/model/scope-class.ts';
import { tierWords } from './sentences.ts';

const tiers = tierWords.map((label, tier) => ({ value: String(tier), label }));
const verbs = verbClasses.map((verb) => ({ value: verb, label: verb }));

/** What the chosen scopes are: a tier and a verb class. It says so for all of them at once. */
export function ClassifyBar({ count, readOnly }: { readonly count: number; readonly readOnly: boolean }): ReactNode {
  const [tier, setTier] = useState('2');
  const [verb, setVerb] = useState<Verb>('read');
  const blocked = count === 0 || readOnly;
  return (
    <div className="scopes-classify" role="group" aria-label="Classify the selected scopes">
      <span className="nowrap" role="status">
        {readOnly ? (
          <span className="dim">Open for reading only</span>
        ) : count === 0 ? (
          <span className="dim">Choose rows to classify them</span>
        ) : (
          `${plural(count, 'scope')} selected`
        )}
      </span>
      <Select label="Tier" value={tier} options={tiers} onChange={setTier} />
      <Select label="Verb class" value={verb} options={verbs} onChange={setVerb} />
      <Button
        primary
        disabled={blocked}
        onClick={() => void runCommand('scopes.classify', { said: { tier: Number(tier), verb } })}
      >
        Classify
      </Button>
      <Button disabled={blocked} onClick={() => void runCommand('scopes.classify', { said: null })}>
        Leave to the Catalogue
      </Button>
    </div>
  );
}
