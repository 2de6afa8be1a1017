import { command } from '#renderer/registry/command.ts';
import { cancelQuestions, useQuestions } from '#renderer/state/questions.ts';

export const questionsCancel = command({
  id: 'questions.cancel',
  title: 'Cancel the Five Questions',
  category: 'Demo',
  when: () => useQuestions.getState().running,
  run: cancelQuestions,
});
