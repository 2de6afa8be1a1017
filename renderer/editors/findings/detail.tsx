import type { ReactNode } from 'react';
import { runCommand } from '#renderer/registry/contributions.ts';
import type { FindingKey } from '#renderer/state/findings.ts';
import { acceptanceWords } from '#renderer/state/risks.ts';
import { useRulesHelp } from '#renderer/state/rules.ts';
import { useSession } from '#renderer/state/session.ts';
import { useWatch } from '#renderer/state/use-watch.ts';
import { IconButton, LinkButton } from '#renderer/ui/button.tsx';
import { DetailHead, DetailPart } from '#renderer/ui/detail-part.tsx';
import { plural } from '#renderer/ui/format.ts';
import { GradeSteps } from '#renderer/ui/grade-steps.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { KindIcon } from '#renderer/ui/kind-icon.tsx';
import { RuleExamples } from '#renderer/ui/rule-examples.tsx';
import type { FindingDetail } from '#shared/contract/findings.ts';
import { dayOfInstant } from '#shared/lib/days.ts';

/** px */
export const detailWidth = 380;

/** Everything about the finding with the focus: why it matters, what shows it, and what helps. */
export function FindingPart(props: {
  readonly finding: FindingKey | null;
  readonly floating: boolean;
  onClose(): void;
}): ReactNode {
  const { finding, floating, onClose } = props;
  const { view } = useWatch('findings.detail', finding);
  return (
    <DetailPart label="Details of the selected finding" width={detailWidth} floating={floating}>
      {finding === null || !view ? (
        <p className="dim detail-empty">
          {view === null && finding !== null
            ? 'The rule does not flag it any more.'
            : 'Select a finding to see why it matters and what helps.'}
        </p>
      ) : (
        <>
          <DetailHead
            icon={<KindIcon kind={view.kind} />}
            title={view.name}
            actions={
              <IconButton
                icon="go-to-file"
                label="Open Identity"
                keys="Enter"
                onClick={() => void runCommand('editor.open', { uri: `nhi:/identity/${view.identity}` })}
              />
            }
            onClose={onClose}
          />
          <p className="finding-title four-lines" title={view.title}>
            {view.title}
          </p>
          <p className="finding-text">{view.rule.why}</p>
          <Accepted detail={view} />
          <h3>Evidence</h3>
          <Evidence detail={view} />
          <h3>Severity</h3>
          <GradeSteps grades={view.grades} />
          <h3>{view.fixes.length === 1 ? 'Fix' : `${plural(view.fixes.length, 'fix', 'fixes')}, each alone`}</h3>
          <Fixes detail={view} />
          <RuleHead rule={view.rule} />
          <Examples rule={view.rule.id} />
        </>
      )}
    </DetailPart>
  );
}

function Accepted({ detail }: { readonly detail: FindingDetail }): ReactNode {
  const { acceptance, identity, rule } = detail;
  const now = useSession((session) => session.status?.now ?? 0);
  const findings = [{ rule: rule.id, identity }];
  if (acceptance === null) {
    return (
      <p className="finding-text">
        <LinkButton onClick={() => void runCommand('risk.accept', { findings })}>Accept the Risk…</LinkButton>
      </p>
    );
  }
  const { state, by, at, until, reason } = acceptance;
  const became = acceptanceWords(state, acceptance, now);
  return (
    <>
      <h3>
        {state === 'accepted' ? `Accepted until ${dayOfInstant(until)}` : `Was accepted until ${dayOfInstant(until)}`}
      </h3>
      {became !== null && <p className="finding-text warning-text">{became}</p>}
      <p className="finding-text">{reason}</p>
      <p className="finding-text dim">
        {`${by}, ${dayOfInstant(at)} `}
        <LinkButton onClick={() => void runCommand('risk.withdraw', { findings })}>Withdraw</LinkButton>{' '}
        <LinkButton onClick={() => void runCommand('risk.accept', { findings })}>Accept Anew…</LinkButton>
      </p>
    </>
  );
}

function Evidence({ detail }: { readonly detail: FindingDetail }): ReactNode {
  return (
    <ul className="finding-evidence">
      {detail.evidence.map(({ label, value, ref }) => (
        <li key={`${label} ${ref} ${value}`}>
          <button type="button" onClick={() => void runCommand('evidence.open', { identity: detail.identity, ref })}>
            <span title={label}>{label}</span>
            <span>{value}</span>
            <Icon name="arrow-small-right" className="dim" />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Fixes({ detail }: { readonly detail: FindingDetail }): ReactNode {
  const { identity, score, fixes } = detail;
  return (
    <ul className="finding-fixes">
      {fixes.map((fix) => (
        <li key={`${fix.intent} ${fix.label}`}>
          <div>{fix.label}</div>
          <div className="fix-effect">
            {fix.scoreAfter !== null && score !== null && <span>{`score ${score} → ${fix.scoreAfter}`}</span>}
            <span>{`change-safety ${fix.safety} of 100`}</span>
            <LinkButton onClick={() => void runCommand('finding.fix', { identity, ...fix })}>
              <Icon name="lightbulb" size={14} /> Plan It…
            </LinkButton>
          </div>
          {fix.reasons.map(({ points, words }) => (
            <div key={words} className="dim small">{`−${points} ${words}`}</div>
          ))}
        </li>
      ))}
    </ul>
  );
}

function RuleHead({ rule }: { readonly rule: FindingDetail['rule'] }): ReactNode {
  return (
    <>
      <h3>{`${rule.id} ${rule.title}`}</h3>
      <p className="finding-text dim">
        {`See ${rule.references.join('; ')}. `}
        <LinkButton onClick={() => void runCommand('rules.show', { rule: rule.id })}>Show the Rule</LinkButton>
      </p>
    </>
  );
}

function Examples({ rule }: { readonly rule: string }): ReactNode {
  const help = useRulesHelp();
  return <RuleExamples examples={help?.rules.find(({ id }) => id === rule)?.examples ?? []} />;
}
