import { command } from '#renderer/registry/command.ts';
import { notify } from '#renderer/state/notifications.ts';
import { runQuestions, useQuestions } from '#renderer/state/questions.ts';

export const questionsRun = command({
  id: 'questions.run',
  title: 'Run the Five Questions',
  category: 'Demo',
  when: (keys) => keys.workspaceOpen && keys.engineRunning && !keys.readOnly && !useQuestions.getState().running,
  menus: [{ menu: 'go', group: '5_issuer', order: 3 }],
  run: async ({ run }) => {
    await run('editor.open', { uri: 'nhi:/questions' });
    const { questions } = await runQuestions();
    const failed = questions.flatMap(({ checks }) => checks).filter(({ verdict }) => verdict === 'fail').length;
    if (failed > 0) {
      notify({
        id: 'questions',
        severity: 'warning',
        message:
          failed === 1 ? 'One check of the five questions fails.' : `${failed} checks of the five questions fail.`,
        hint: 'Choose a failed check to see what was asked and answered.',
      });
    }
  },
});
