import type { CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { ownRulesOf } from '#engine/own-rules/rules-in-force.ts';
import { ChosenPacks, type PackChoice, standardPacks } from '#engine/posture/chosen-packs.ts';
import { rules } from '#engine/posture/rules/index.ts';
import { registerOf } from '#engine/store/register-of.ts';
import type { RulePack } from '#shared/model/finding.ts';
import { rulePacks } from '#shared/model/finding.ts';
import { lookAnew } from './picture-of.ts';
import type { Session } from './session.ts';

export function packCalls(session: Session): Pick<CallHandlers, 'packs.choose'> {
  return {
    async 'packs.choose'({ on }) {
      const { workspace } = session.mustBeOpen();
      const before = [...registerOf(workspace, ChosenPacks).on];
      const packs: PackChoice = { on: rulePacks.filter((pack) => on.includes(pack)) };
      if (packs.on.join() === before.join()) return { seq: 0, before };
      const { seq } = await workspace.record({
        action: 'packs.chosen',
        object: packs.on.join(', ') || 'none',
        human: session.human,
        client: session.client,
        decision: 'allowed',
        data: { packs, summary: packs.on.join(', ') || 'none' },
      });
      return { seq, before };
    },
  };
}

export function packWatches(session: Session): Pick<WatchHandlers, 'packs.view'> {
  return {
    'packs.view': () => ({
      topics: ['workspace', 'findings'],
      view() {
        const { workspace } = session;
        const on = workspace === null ? standardPacks : registerOf(workspace, ChosenPacks).on;
        const own = workspace === null ? 0 : ownRulesOf(workspace).length;
        const counted = rulePacks.map((id) => ({
          id,
          on: on.includes(id),
          rules: id === 'own' ? own : rules.filter(({ pack }) => pack === id).length,
        }));
        return { packs: counted };
      },
    }),
  };
}

/** The session with the findings of these packs, whichever the workspace runs. For one answer of a process that ends with it. */
export function withPacks(session: Session, packs: readonly RulePack[]): Session {
  const opened = session.mustBeOpen();
  const sight = lookAnew(opened.workspace, session.policy, opened.picture.now, packs);
  /** `as`: it has every member of the session, and one of its own. */
  return Object.create(session, { mustBeOpen: { value: () => ({ ...opened, ...sight }) } }) as Session;
}
