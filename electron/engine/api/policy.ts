import { schemaAt } from '#engine/documents/document-schema.ts';
import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { policySchema } from '#engine/policy/policy-schema.ts';
import { standardText, withNumber } from '#engine/policy/policy-text.ts';
import { readPolicy } from '#engine/policy/read-policy.ts';
import { type PolicyChange, PolicyRegister, type SetPolicy } from '#engine/policy/register.ts';
import { type Policy, preparePolicy } from '#engine/scoring/policy.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { DocumentProblem } from '#shared/contract/documents.ts';
import type { PolicyEffect } from '#shared/contract/policy.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { lookAnew } from './picture-of.ts';
import { effectOf, seenIn } from './policy-effect.ts';
import type { Session } from './session.ts';

type Calls = Pick<CallHandlers, 'policy.text' | 'policy.check' | 'policy.set' | 'policy.change'>;

const mostHistory = 200;

export function policyCalls(session: Session): Calls {
  const { sha256 } = session.system.hash;

  async function set(text: string): Promise<{ seq: number; hash: string; before: string }> {
    const { workspace } = session.mustBeOpen();
    const read = readPolicy(text);
    if (!read.ok) throw refused(read.problems);
    const { hash, fullHash } = preparePolicy(read.data, sha256);
    const now = session.policies.inForce(workspace);
    const before = now.set?.text ?? '';
    if (now.unread === null && before === text) return { seq: now.set?.seq ?? 0, hash, before };
    const policy: PolicyChange = { text, hash: fullHash };
    const summary = text === '' ? 'standard' : hash;
    const { seq } = await workspace.record({
      action: 'policy.set',
      object: hash,
      human: session.human,
      client: session.client,
      decision: 'allowed',
      data: { policy, summary },
    });
    return { seq, hash, before };
  }

  return {
    'policy.text'({ seq }) {
      const found = registerOf(session.mustBeOpen().workspace, PolicyRegister).all.find((each) => each.seq === seq);
      if (found === undefined) throw new AppError('record.absent', `Record ${seq} sets no policy.`);
      return { text: found.text === '' ? standardText() : found.text };
    },
    'policy.check'({ text }) {
      const read = readPolicy(text);
      if (!read.ok) return { problems: [...read.problems], hash: null, effect: null };
      const policy = preparePolicy(read.data, sha256);
      return { problems: [], hash: policy.hash, effect: session.opened === null ? null : effectUnder(session, policy) };
    },
    'policy.set': ({ text }) => set(text),
    async 'policy.change'({ path, value }) {
      if (schemaAt(policySchema.json, path)?.unit === undefined)
        throw new AppError('input.invalid', `The policy has no number ${path.join('.')}.`);
      const now = session.policies.inForce(session.mustBeOpen().workspace).set?.text ?? '';
      const { seq, hash } = await set(withNumber(now, path, value));
      return { seq, hash };
    },
  };
}

function refused(problems: readonly DocumentProblem[]): AppError {
  const [first] = problems;
  const place = first === undefined ? '' : `Line ${first.line}, column ${first.column}: `;
  const more = problems.length > 1 ? ` ${problems.length - 1} more.` : '';
  return new AppError('input.invalid', `${place}${first?.message ?? 'This is no policy.'}${more}`, {
    hint: `Expected ${first?.expected ?? 'a policy'}. The policy that is in force stays.`,
    details: { line: first?.line ?? 1, column: first?.column ?? 1, problems: problems.length },
  });
}

/** The inventory is derived under the other policy and put back, in one turn: nobody sees it in between. */
function effectUnder(session: Session, policy: Policy): PolicyEffect {
  const { workspace, picture } = session.mustBeOpen();
  const before = seenIn(picture);
  const restore = workspace.identities.keepDerived();
  try {
    const { picture: other } = lookAnew(workspace, policy, picture.now);
    return effectOf(picture, before, seenIn(other));
  } finally {
    restore();
  }
}

export function policyWatches(session: Session): Pick<WatchHandlers, 'policy.view'> {
  return {
    'policy.view': () => ({
      topics: ['workspace', 'journal'],
      view() {
        const workspace = session.workspace;
        const { policy, set, unread } = session.policies.inForce(workspace);
        const all = workspace === null ? [] : registerOf(workspace, PolicyRegister).all;
        return {
          text: set?.text ?? '',
          standard: standardText(),
          hash: policy.hash,
          history: all
            .slice(-mostHistory)
            .map((each) => ({ ...setBy(each), inForce: each === set, standard: each.text === '' }))
            .reverse(),
          unread: unread === null ? null : setBy(unread),
        };
      },
    }),
  };
}

const setBy = ({ seq, by, at, hash }: SetPolicy) => ({ seq, by, at, hash: hash.slice(0, 6) });
