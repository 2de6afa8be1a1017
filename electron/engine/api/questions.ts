import type { CallContext, CallHandlers, WatchHandlers } from '#engine/door/door.ts';
import { createLab } from '#engine/questions/lab.ts';
import { questionList } from '#engine/questions/list/index.ts';
import { createRecorder } from '#engine/questions/recorder.ts';
import { runQuestions } from '#engine/questions/run-questions.ts';
import type { CallOutput } from '#shared/contract/contract.ts';
import type { QuestionResult } from '#shared/contract/questions.ts';
import type { Instant } from '#shared/model/fact.ts';
import type { IssuerPort } from './issuer.ts';
import { createLocalDesk } from './local-desk.ts';
import type { Session } from './session.ts';

type Answers = CallOutput<'questions.run'>;

/** What the recipes of this namespace share. */
export interface Answering {
  /** The last answers, for as long as the engine runs. */
  last: (Answers & { readonly at: Instant; readonly workspace: string }) | null;
  /** The local issuer with calls for what the checks make; refuses with workspace.not_open. */
  desk(): IssuerPort & { readonly running: string | null };
}

export function questionsCalls(session: Session, answering: Answering): Pick<CallHandlers, 'questions.run'> {
  return {
    async 'questions.run'(_input, context) {
      const job = session.jobs.start('Five questions', context);
      try {
        const answers = await answer(session, answering.desk(), job);
        const { workspace } = session.mustBeOpen();
        answering.last = { ...answers, at: session.system.clock.now(), workspace: workspace.id };
        session.touched(['issuer']);
        return answers;
      } finally {
        job.end();
      }
    },
  };
}

export function questionsWatches(answering: Answering): Pick<WatchHandlers, 'questions.last'> {
  return {
    'questions.last': () => ({
      topics: ['issuer', 'workspace'],
      view() {
        const { last } = answering;
        if (last === null) return { ranAt: null, target: null, questions: [] };
        return { ranAt: last.at, target: last.target, questions: last.questions };
      },
    }),
  };
}

/** Against the issuer that runs, or one of its own for as long as it takes. */
async function answer(
  session: Session,
  { calls, views, running }: ReturnType<Answering['desk']>,
  { signal, progress }: Pick<CallContext, 'signal' | 'progress'>,
): Promise<Answers> {
  const { system } = session;
  const { workspace } = session.mustBeOpen();
  const target = running ?? (await calls.start({ port: 0, registration: false })).issuer;
  const desk = createLocalDesk({ calls, views, workspace });
  const randomText = (): string => Buffer.from(system.random.bytes(32)).toString('base64url');
  const lab = createLab({
    issuer: target,
    recorder: createRecorder(system.web, system.clock.monotonic, signal),
    desk,
    randomText,
    now: system.clock.now,
    challengeOf: (verifier) => Buffer.from(system.hash.sha256(verifier), 'hex').toString('base64url'),
  });
  try {
    const questions = await runQuestions(questionList, lab, signal, (done, total, detail) =>
      progress({ done, total, detail }),
    );
    await record(session, target, questions);
    return { target, questions };
  } finally {
    await desk.clear();
    if (running === null) await calls.stop({});
  }
}

/** The verdicts stand in the journal; the exchanges are for looking at and do not. */
async function record(session: Session, target: string, questions: readonly QuestionResult[]): Promise<void> {
  const verdicts = Object.fromEntries(questions.map(({ id, verdict }) => [id, verdict]));
  const checks = questions.flatMap(({ checks: list }) => list.map(({ id, verdict, seen }) => ({ id, verdict, seen })));
  const summary = questions.map(({ id, verdict }) => `${id} ${verdict}`).join(', ');
  await session.mustBeOpen().workspace.record({
    human: session.human,
    client: session.client,
    action: 'questions.answered',
    object: target,
    decision: 'allowed',
    data: { summary, verdicts, checks },
  });
}
