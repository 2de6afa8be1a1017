import { ownFinding } from '#engine/own-rules/explain-own.ts';
import { ruleText } from '#engine/own-rules/finding-columns.ts';
import { judgeOf } from '#engine/own-rules/judge.ts';
import { pictureOfOne, type Told } from '#engine/own-rules/one-identity.ts';
import { rules } from '#engine/posture/rules/index.ts';
import { isOn } from '#engine/posture/run-rules.ts';
import { severityOf } from '#engine/posture/severity.ts';
import { inventoryRowOf } from '#engine/projections/inventory-row.ts';
import type { FindingColumns } from '#engine/projections/picture.ts';
import type { Change } from '#engine/what-if/change.ts';
import { identityAfter, removedScopes } from '#engine/what-if/facts-after.ts';
import type { WhatIf } from '#engine/what-if/what-if.ts';
import { severities } from '#shared/model/finding.ts';
import type { Identity } from '#shared/model/identity.ts';
import { ruleContextOf } from './explain.ts';
import type { Session } from './session.ts';

type Findings = Pick<WhatIf, 'fixed' | 'raised' | 'left'>;

/** The findings of a supposition with those of the workspace's own rules: asked of the identity as it would be. */
export function ownAfter(session: Session, row: number, identity: Identity, change: Change, found: WhatIf): Findings {
  const { workspace, picture, own } = session.mustBeOpen();
  if (own.rules.length === 0) return found;
  const { facts, score } = found.after;
  const context = ruleContextOf(workspace, session.policy, picture.now);
  const told = toldAfter(session, row, identity, change);
  const one = pictureOfOne(facts, told, score, findingsAfter(facts, context), picture.now);
  const fixed = [...found.fixed];
  const raised = [...found.raised];
  let { left } = found;
  const before = new Map(
    session
      .mustBeOpen()
      .explain.findings(row, identity)
      .map((each) => [each.rule, each]),
  );
  for (const rule of own.rules) {
    const was = before.get(rule.document.id);
    const verdict = judgeOf(rule, one, () => facts, context.limits)(0);
    if (was !== undefined && verdict === null) fixed.push(was);
    else if (was !== undefined) left += 1;
    else if (verdict !== null) {
      raised.push(ownFinding(rule, verdict, inventoryRowOf(one.identities, 0), facts, context, () => null));
    }
  }
  return { fixed, raised, left };
}

/** All that is told of the row, and what of it the change makes otherwise. */
function toldAfter(session: Session, row: number, identity: Identity, change: Change): Told {
  const { workspace, picture } = session.mustBeOpen();
  const { identities } = picture;
  const context = ruleContextOf(workspace, session.policy, picture.now);
  const gone = removedScopes(identity, change, context);
  const held = identity.grants.flatMap((grant) => grant.scopes.map(({ name }) => name));
  const texts = (name: keyof Told['texts']): readonly string[] => {
    const { codes, textsAt } = identities.texts[name];
    return textsAt(codes[row] ?? 0);
  };
  return {
    id: identity.id,
    externalId: identity.externalId,
    name: identity.name,
    tenantId: identities.tenantId(row),
    environment: identities.environment(row),
    ownerLabel: identities.ownerLabel(row),
    missingSince: identities.missingSince(row),
    credentials: identity.credentials.length,
    search: identities.search(row),
    texts: {
      tenant: texts('tenant'),
      vendor: texts('vendor'),
      environment: texts('environment'),
      owner: texts('owner'),
      file: texts('file'),
      scope: [...new Set(held)].filter((name) => !gone.has(name)),
      credential: [...new Set(identityAfter(identity, change, context).credentials.map(({ kind }) => kind))],
    },
  };
}

/** What all other rules would say of it. */
function findingsAfter(facts: WhatIf['after']['facts'], context: ReturnType<typeof ruleContextOf>): FindingColumns {
  const flagged = rules.flatMap((rule, index) => {
    const severity = isOn(rule.pack, context) ? severityOf(rule, facts, context) : null;
    return severity === null ? [] : [{ index, severity: severities.indexOf(severity) }];
  });
  return {
    length: flagged.length,
    row: new Uint32Array(flagged.length),
    rule: Uint16Array.from(flagged, ({ index }) => index),
    severity: Uint8Array.from(flagged, ({ severity }) => severity),
    accepted: new Uint8Array(flagged.length),
    acceptedUntil: new Float64Array(flagged.length).fill(Number.NaN),
    rules: rules.map(ruleText),
  };
}
